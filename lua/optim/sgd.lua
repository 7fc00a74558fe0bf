--- sgd.lua - stochastic gradient descent with momentum.
--    v = momentum * v + (1 - dampening) * g, at first v = g;  x = x - rate * v
-- With nesterov the step is g + momentum * v instead of v. g is df/dx + weightDecay * x
-- and rate is learningRate / (1 + evalCounter * learningRateDecay).
-- Sutskever, Martens, Dahl and Hinton (2013), On the importance of initialization and
-- momentum in deep learning.
--
--    local x, config = torch.Tensor{5}, { learningRate = 0.1, momentum = 0.5 }
--    local function parabola(p) return 0.5 * p[1] ^ 2, p:clone() end
--    for _ = 1, 100 do optim.sgd(parabola, x, config) end
--    print(math.abs(x[1]) < 1e-3) --> true

local cr = require 'cbind'
local own = require 'cbind.own'
local call = require 'optim.call'

-- The options that differ from one parameter to the next need tensors of their own.
local function individual(x, dfdx, config, state, rate, decay, momentum, gain)
   local rates, decays = config.learningRates, config.weightDecays
   local g = dfdx:clone()
   if decays then
      state.decayParameters = state.decayParameters or call.zeros(x)
      g:add(state.decayParameters:copy(decays):cmul(x))
   elseif decay ~= 0 then
      g:add(decay, x)
   end
   if momentum ~= 0 then
      state.dfdx:mul(momentum):add(gain, g)
      if config.nesterov then g:add(momentum, state.dfdx) else g = state.dfdx end
   end
   if rates then
      state.deltaParameters = state.deltaParameters or call.zeros(x)
      g = state.deltaParameters:copy(rates):cmul(g)
   end
   x:add(-rate, g)
end

local function checkOptions(config, momentum, dampening, decay)
   if config.nesterov and (momentum <= 0 or dampening ~= 0) then
      local text = 'sgd: momentum is %g, dampening %g, expected > 0 and 0 for nesterov'
      own.raise(text:format(momentum, dampening))
   end
   if decay ~= 0 and config.weightDecays then
      own.raise 'sgd: weightDecay and weightDecays are given, expected one of them'
   end
end

--- One step. opfunc(x) returns f and df/dx. Returns x and {f}.
-- config: learningRate (1e-3), learningRateDecay (0), weightDecay (0), momentum (0),
-- dampening (momentum), nesterov (false), learningRates and weightDecays: tensors like x.
-- state: evalCounter, dfdx (the velocity).
return function(opfunc, x, config, state)
   config, state = call.tables('sgd', opfunc, x, config, state)
   local decay, momentum = config.weightDecay or 0, config.momentum or 0
   local dampening = config.dampening or momentum
   checkOptions(config, momentum, dampening, decay)
   local fx, dfdx = call.evaluate('sgd', opfunc, x)
   local count = state.evalCounter or 0
   local slowing = 1 + count * (config.learningRateDecay or 0)
   local rate = (config.learningRate or 1e-3) / slowing
   local gain = 1 - dampening
   if momentum ~= 0 and not state.dfdx then
      state.dfdx, gain = call.zeros(x), 1
   end
   if config.learningRates or config.weightDecays then
      individual(x, dfdx, config, state, rate, decay, momentum, gain)
   elseif momentum ~= 0 then
      local lookahead = config.nesterov and momentum or 0
      cr.momentum_step(x, state.dfdx, dfdx, rate, decay, momentum, gain, lookahead)
   else
      cr.sgd_step(x, dfdx, rate, decay)
   end
   state.evalCounter = count + 1
   return x, { fx }
end
