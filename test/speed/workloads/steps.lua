--- steps.lua - a training step with its optimiser, and inference, for any network.

local torch = require 'torch'

local steps = {}

steps.sgd = { name = 'sgd', learningRate = 1e-3, momentum = 0.9, dampening = 0 }
steps.adam = { name = 'adam', learningRate = 1e-4 }

local function settings(optimizer)
   local copy = {}
   for key, value in pairs(optimizer) do copy[key] = value end
   return copy
end

-- A step as a Torch7 program writes it. The input needs no gradient, as in the peer's.
function steps.train(make, shape, classes, optimizer, regression)
   return function()
      local nn, optim = require 'nn', require 'optim'
      torch.manualSeed(1)
      local net, x = make():float(), torch.FloatTensor(unpack(shape)):normal()
      net:get(1).gradInput = nil
      local criterion = regression and nn.MSECriterion() or nn.CrossEntropyCriterion()
      criterion:float()
      local y = regression and torch.FloatTensor(shape[1], classes):normal()
         or torch.FloatTensor(shape[1]):random(1, classes)
      local parameters, gradients = net:getParameters()
      local step, config, state = optim[optimizer.name], settings(optimizer), {}
      local function evaluate()
         gradients:zero()
         local loss = criterion:forward(net:forward(x), y)
         net:backward(x, criterion:backward(net.output, y))
         return loss, gradients
      end
      return { run = function() step(evaluate, parameters, config, state) end }
   end
end

function steps.infer(make, shape)
   return function()
      torch.manualSeed(1)
      local net, x = make():float(), torch.FloatTensor(unpack(shape)):normal()
      net:evaluate()
      return { run = function() return net:forward(x) end }
   end
end

return steps
