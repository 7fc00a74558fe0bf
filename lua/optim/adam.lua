--- adam.lua - Adam: steps scaled by running means of the gradient and of its square.
--    m = beta1 * m + (1 - beta1) * g;  v = beta2 * v + (1 - beta2) * g^2
--    x = x - rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)
-- Kingma and Ba (2014), Adam: a method for stochastic optimization, arXiv:1412.6980.
--
--    local x, config = torch.Tensor{5}, { learningRate = 0.1 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 500 do optim.adam(parabola, x, config) end
--    print(math.abs(x[1]) < 1e-3) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: learningRate (1e-3), learningRateDecay (0), beta1 (0.9), beta2 (0.999),
-- epsilon (1e-8), weightDecay (0). state: t, m, v.
return function(opfunc, x, config, state)
   config, state = call.tables('adam', opfunc, x, config, state)
   local fx, dfdx = call.evaluate('adam', opfunc, x)
   local beta1, beta2 = config.beta1 or 0.9, config.beta2 or 0.999
   local t = state.t or 0
   local slowing = 1 + t * (config.learningRateDecay or 0)
   t = t + 1
   local rate = (config.learningRate or 1e-3) / slowing
   rate = rate * math.sqrt(1 - beta2 ^ t) / (1 - beta1 ^ t)
   state.m = state.m or call.zeros(x)
   state.v = state.v or call.zeros(x)
   cr.adam_step(x, state.m, state.v, dfdx, rate, config.weightDecay or 0, beta1, beta2,
      config.epsilon or 1e-8)
   state.t = t
   return x, { fx }
end
