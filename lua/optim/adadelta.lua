--- adadelta.lua - steps as large as recent steps, in units of recent gradients.
--    s = rho * s + (1 - rho) * g^2;  d = sqrt(a + eps) / sqrt(s + eps) * g
--    x = x - d;  a = rho * a + (1 - rho) * d^2
-- Zeiler (2012), Adadelta: an adaptive learning rate method, arXiv:1212.5701.
--
--    local x, state = torch.Tensor{5}, {}
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 3000 do optim.adadelta(parabola, x, {}, state) end
--    print(x[1] < 5) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: rho (0.9), eps (1e-6), weightDecay (0).
-- state: evalCounter, paramVariance (s), accDelta (a).
return function(opfunc, x, config, state)
   config, state = call.tables('adadelta', opfunc, x, config, state)
   local fx, dfdx = call.evaluate('adadelta', opfunc, x)
   state.paramVariance = state.paramVariance or call.zeros(x)
   state.accDelta = state.accDelta or call.zeros(x)
   cr.adadelta_step(x, state.paramVariance, state.accDelta, dfdx, config.weightDecay or 0,
      config.rho or 0.9, config.eps or 1e-6)
   state.evalCounter = (state.evalCounter or 0) + 1
   return x, { fx }
end
