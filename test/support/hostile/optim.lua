--- optim.lua - optimisers with hostile functions, starts, configurations and states.

local optim = require 'optim'
local torch = require 'torch'
local call = require 'test.support.hostile.call'
local values = require 'test.support.hostile.values'
local random, pick = values.random, values.pick

local subjects = {}

function subjects.names()
   local names, pipe = {}, io.popen 'ls lua/optim'
   for file in pipe:lines() do
      local name = file:match '^(.*)%.lua$'
      if name and type(optim[name]) == 'function' then names[#names + 1] = 'optim.' .. name end
   end
   pipe:close()
   return names
end

local KEYS = { 'learningRate', 'learningRateDecay', 'weightDecay', 'momentum', 'dampening',
   'nesterov', 'beta1', 'beta2', 'epsilon', 'alpha', 'maxIter', 'maxEval', 'lineSearch',
   'nCorrection', 'tolFun', 'tolX', 'verbose', 'rho', 'eps', 't', 'm', 'v', 'dfdx', 'evalCounter',
   'learningRates', 'weightDecays', 'lambd', 't0', 'etaplus', 'etaminus', 'stepsizemin',
   'stepsizemax', 'niter', 'paramVariance', 'paramStd', 'sig', 'int', 'ext', 'red', 'popsize' }

-- Runs of an optimiser are short: these say how long they may be.
local LENGTHS = { maxIter = true, maxEval = true, popsize = true, niter = true, nCorrection = true }

local function aConfig()
   if random(6) == 1 then return values.makers[pick(values.kinds)]() end
   local config = { maxIter = 3, maxEval = 3, popsize = 3 }
   for _ = 1, random(4) do
      local key = pick(KEYS)
      config[key] = values.makers[pick(values.kinds)]()
      if LENGTHS[key] and type(config[key]) == 'number' then config[key] = random(4) - 2 end
   end
   return config
end

-- The gradient of half the square, or what no gradient is.
local function aFunction(x)
   local mode = random(6)
   if mode == 1 then return values.makers[pick(values.kinds)]() end
   return function(at)
      if mode == 2 then return pick(values.numbers), values.spoilt(x) end
      if mode == 3 then return values.spoilt(1), values.spoilt(at) end
      local value = torch.isTensor(at) and at:nElement() > 0 and at:clone() or x
      return value:norm() ^ 2 / 2, value
   end
end

function subjects.attack(name, calls)
   local f = optim[name:match '%.(.*)$']
   for _ = 1, calls do
      local x = random(5) == 1 and values.makers[pick(values.kinds)]()
         or torch.randn(random(4))
      local list = { aFunction(torch.randn(3)), x, aConfig(), aConfig() }
      call(name, f, list, random(4), 'any')
   end
end

return subjects
