--- adamax.lua - Adam with the largest recent gradient in place of the mean square.
--    m = beta1 * m + (1 - beta1) * g;  u = max(beta2 * u, |g| + epsilon)
--    x = x - learningRate / (1 - beta1^t) * m / u
-- Kingma and Ba (2014), Adam, section 7.1, arXiv:1412.6980.
--
--    local x, config = torch.Tensor{5}, { learningRate = 0.1 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 500 do optim.adamax(parabola, x, config) end
--    print(math.abs(x[1]) < 1e-3) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: learningRate (2e-3), beta1 (0.9), beta2 (0.999), epsilon (1e-38),
-- weightDecay (0). state: t, m, u.
return function(opfunc, x, config, state)
   config, state = call.tables('adamax', opfunc, x, config, state)
   local fx, dfdx = call.evaluate('adamax', opfunc, x)
   local beta1, t = config.beta1 or 0.9, (state.t or 0) + 1
   local rate = (config.learningRate or 2e-3) / (1 - beta1 ^ t)
   state.m = state.m or call.zeros(x)
   state.u = state.u or call.zeros(x)
   cr.adamax_step(x, state.m, state.u, dfdx, rate, config.weightDecay or 0, beta1,
      config.beta2 or 0.999, config.epsilon or 1e-38)
   state.t = t
   return x, { fx }
end
