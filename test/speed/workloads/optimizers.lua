--- optimizers.lua - one step over ten million parameters.

local torch = require 'torch'

return function(define)
   local function optimizer(name, method, bytes, config, count)
      define('opt.' .. name, function()
         torch.manualSeed(1)
         local n = count or 1e7
         local x, gradient = torch.FloatTensor(n):normal(), torch.FloatTensor(n):normal()
         local step, state = require 'optim'[method], {}
         local function evaluate() return 0, gradient end
         return { run = function() step(evaluate, x, config, state) end,
            bytes = bytes * n }
      end)
   end
   optimizer('adam_10M', 'adam', 28, {})
   optimizer('sgd_momentum_10M', 'sgd', 20, { learningRate = 1e-3, momentum = 0.9,
      dampening = 0 })
   optimizer('sgd_10M', 'sgd', 12, { learningRate = 1e-3 })
   optimizer('rmsprop_10M', 'rmsprop', 20, {})
   optimizer('adagrad_10M', 'adagrad', 20, {})
   optimizer('adam_100k', 'adam', 28, {}, 1e5)
end
