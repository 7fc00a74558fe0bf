--- nag.lua - Nesterov's accelerated gradient, taken where the momentum leads.
--    x = x + momentum * v;  g = df/dx there
--    v = momentum * v - rate * g;  x = x - rate * g
-- Sutskever, Martens, Dahl and Hinton (2013), On the importance of initialization and
-- momentum in deep learning.
--
--    local x, config = torch.Tensor{5}, { learningRate = 0.1, momentum = 0.9 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 300 do optim.nag(parabola, x, config) end
--    print(math.abs(x[1]) < 1e-3) --> true

local cr = require 'cbind'
local own = require 'cbind.own'
local call = require 'optim.call'

-- The options that differ from one parameter to the next need tensors of their own.
local function individual(x, dfdx, config, state, rate, decay, momentum)
   local g = dfdx:clone()
   if config.weightDecays then
      state.decayParameters = state.decayParameters or call.zeros(x)
      g:add(state.decayParameters:copy(config.weightDecays):cmul(x))
   elseif decay ~= 0 then
      g:add(decay, x)
   end
   if config.learningRates then
      state.deltaParameters = state.deltaParameters or call.zeros(x)
      g = state.deltaParameters:copy(config.learningRates):cmul(g)
   end
   cr.nag_step(x, state.dfdx, g, rate, 0, momentum)
end

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: learningRate (1e-3), learningRateDecay (0), weightDecay (0), momentum (0.9),
-- learningRates and weightDecays: tensors like x. state: evalCounter, dfdx (v).
return function(opfunc, x, config, state)
   config, state = call.tables('nag', opfunc, x, config, state)
   local decay, momentum = config.weightDecay or 0, config.momentum or 0.9
   if momentum <= 0 then
      own.raise(('nag: momentum is %g, expected a number above 0'):format(momentum))
   end
   if decay ~= 0 and config.weightDecays then
      own.raise 'nag: weightDecay and weightDecays are given, expected one of them'
   end
   if state.dfdx then x:add(momentum, state.dfdx) end
   local fx, dfdx = call.evaluate('nag', opfunc, x)
   local count = state.evalCounter or 0
   local slowing = 1 + count * (config.learningRateDecay or 0)
   local rate = (config.learningRate or 1e-3) / slowing
   state.dfdx = state.dfdx or call.zeros(x)
   if config.learningRates or config.weightDecays then
      individual(x, dfdx, config, state, rate, decay, momentum)
   else
      cr.nag_step(x, state.dfdx, dfdx, rate, decay, momentum)
   end
   state.evalCounter = count + 1
   return x, { fx }
end
