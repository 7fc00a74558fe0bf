--- adagrad.lua - rates that fall with the sum of each parameter's squared gradients.
--    s = s + g^2;  x = x - rate * g / (sqrt(s) + 1e-10)
-- Duchi, Hazan and Singer (2011), Adaptive subgradient methods for online learning.
--
--    local x, config = torch.Tensor{5}, { learningRate = 1 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 300 do optim.adagrad(parabola, x, config) end
--    print(math.abs(x[1]) < 1e-3) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: learningRate (1e-3), learningRateDecay (0), weightDecay (0).
-- state: evalCounter, paramVariance (s).
return function(opfunc, x, config, state)
   config, state = call.tables('adagrad', opfunc, x, config, state)
   local fx, dfdx = call.evaluate('adagrad', opfunc, x)
   local count = state.evalCounter or 0
   local slowing = 1 + count * (config.learningRateDecay or 0)
   local rate = (config.learningRate or 1e-3) / slowing
   state.paramVariance = state.paramVariance or call.zeros(x)
   cr.adagrad_step(x, state.paramVariance, dfdx, rate, config.weightDecay or 0, 1e-10)
   state.evalCounter = count + 1
   return x, { fx }
end
