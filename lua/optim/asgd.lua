--- asgd.lua - averaged stochastic gradient descent, for objectives with an L2 term.
--    x = (1 - lambda * eta) * x - eta * df/dx;  ax = ax + mu * (x - ax)
--    eta = eta0 / (1 + lambda * eta0 * t)^alpha;  mu = 1 / max(1, t - t0)
-- Bottou (2010), Large-scale machine learning with stochastic gradient descent.
--
--    local x, config = torch.Tensor{5}, { eta0 = 0.1 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 300 do optim.asgd(parabola, x, config) end
--    print(math.abs(x[1]) < 0.1) --> true

local cr = require 'cbind'
local call = require 'optim.call'

--- One step. opfunc(x) returns f and df/dx. Returns x, {f} and the average of x since t0.
-- config: eta0 (1e-4), lambda (1e-4), alpha (0.75), t0 (1e6). state: eta_t, mu_t, t, ax.
return function(opfunc, x, config, state)
   config, state = call.tables('asgd', opfunc, x, config, state)
   local eta0, lambda = config.eta0 or 1e-4, config.lambda or 1e-4
   local fx, dfdx = call.evaluate('asgd', opfunc, x)
   local eta, share = state.eta_t or eta0, state.mu_t or 1
   state.ax = state.ax or call.zeros(x)
   cr.asgd_step(x, state.ax, dfdx, eta, 1 - lambda * eta, share)
   state.t = (state.t or 0) + 1
   state.eta_t = eta0 / (1 + lambda * eta0 * state.t) ^ (config.alpha or 0.75)
   state.mu_t = 1 / math.max(1, state.t - (config.t0 or 1e6))
   return x, { fx }, state.ax
end
