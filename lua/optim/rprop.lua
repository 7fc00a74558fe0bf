--- rprop.lua - resilient propagation: a step size for each parameter, steered by signs.
-- A size grows by etaplus while the sign of the gradient stays and shrinks by etaminus
-- when it turns. For full batches.
-- Riedmiller and Braun (1993), A direct adaptive method for faster backpropagation.
--
--    local x, config = torch.Tensor{5}, { stepsize = 0.1 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 100 do optim.rprop(parabola, x, config) end
--    print(math.abs(x[1]) < 1e-3) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- niter steps. opfunc(x) returns f and df/dx. Returns x and the list of all f.
-- config: stepsize (0.1), etaplus (1.2), etaminus (0.5), stepsizemax (50),
-- stepsizemin (1e-6), niter (1). state: stepsize (a tensor), delta (the last gradient).
return function(opfunc, x, config, state)
   config, state = call.tables('rprop', opfunc, x, config, state)
   local values = {}
   for i = 1, config.niter or 1 do
      local fx, dfdx = call.evaluate('rprop', opfunc, x)
      if not state.delta then
         state.delta = call.zeros(x)
         state.stepsize = x:clone():fill(config.stepsize or 0.1)
      end
      cr.rprop_step(x, state.stepsize, state.delta, dfdx, config.etaplus or 1.2,
         config.etaminus or 0.5, config.stepsizemin or 1e-6, config.stepsizemax or 50)
      values[i] = fx
   end
   return x, values
end
