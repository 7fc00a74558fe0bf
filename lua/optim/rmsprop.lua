--- rmsprop.lua - steps divided by the running root mean square of the gradient.
--    m = alpha * m + (1 - alpha) * g^2;  x = x - learningRate * g / (sqrt(m) + epsilon)
-- Tieleman and Hinton (2012), lecture 6.5 of Neural networks for machine learning.
--
--    local x, config = torch.Tensor{5}, { learningRate = 0.05 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 500 do optim.rmsprop(parabola, x, config) end
--    print(math.abs(x[1]) < 0.1) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: learningRate (1e-2), alpha (0.99), epsilon (1e-8), initialMean (0),
-- weightDecay (0). state: m.
return function(opfunc, x, config, state)
   config, state = call.tables('rmsprop', opfunc, x, config, state)
   local fx, dfdx = call.evaluate('rmsprop', opfunc, x)
   state.m = state.m or x:clone():fill(config.initialMean or 0)
   cr.rmsprop_step(x, state.m, dfdx, config.learningRate or 1e-2, config.weightDecay or 0,
      config.alpha or 0.99, config.epsilon or 1e-8)
   return x, { fx }
end
