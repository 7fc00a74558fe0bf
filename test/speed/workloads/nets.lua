--- nets.lua - whole networks: a training step with its optimiser, and inference.

local torch = require 'torch'
local steps = require 'workloads.steps'

local function mlp(...)
   local nn = require 'nn'
   local sizes, net = { ... }, nn.Sequential()
   for i = 1, #sizes - 1 do
      net:add(nn.Linear(sizes[i], sizes[i + 1]))
      if i < #sizes - 1 then net:add(nn.ReLU()) end
   end
   return net
end

-- LeCun's sizes with tanh; 28 x 28 images are padded to 32 x 32.
local function lenet5()
   local nn = require 'nn'
   return nn.Sequential()
      :add(nn.SpatialConvolution(1, 6, 5, 5, 1, 1, 2, 2)):add(nn.Tanh()):add(nn.SpatialMaxPooling(2, 2))
      :add(nn.SpatialConvolution(6, 16, 5, 5)):add(nn.Tanh()):add(nn.SpatialMaxPooling(2, 2))
      :add(nn.View(400)):add(nn.Linear(400, 120)):add(nn.Tanh()):add(nn.Linear(120, 84)):add(nn.Tanh())
      :add(nn.Linear(84, 10))
end

local function lenetCaffe()
   local nn = require 'nn'
   return nn.Sequential()
      :add(nn.SpatialConvolution(1, 20, 5, 5)):add(nn.SpatialMaxPooling(2, 2))
      :add(nn.SpatialConvolution(20, 50, 5, 5)):add(nn.SpatialMaxPooling(2, 2))
      :add(nn.View(800)):add(nn.Linear(800, 500)):add(nn.ReLU()):add(nn.Linear(500, 10))
end

local train, infer, sgd, adam = steps.train, steps.infer, steps.sgd, steps.adam

return function(define)
   local function digits() return mlp(784, 256, 256, 10) end
   define('net.mlp_784-256-256-10.train_b64_sgdm', train(digits, { 64, 784 }, 10, sgd))
   define('net.mlp_784-256-256-10.infer_b64', infer(digits, { 64, 784 }))
   define('net.mlp_784-256-256-10.infer_b1', infer(digits, { 1, 784 }))
   define('net.lenet5.train_b64_sgdm', train(lenet5, { 64, 1, 28, 28 }, 10, sgd))
   define('net.lenet5.infer_b1', infer(lenet5, { 1, 1, 28, 28 }))
   define('net.lenet_caffe.train_b64_sgdm', train(lenetCaffe, { 64, 1, 28, 28 }, 10, sgd))

   local function cartpole() return mlp(4, 64, 64, 2) end
   define('rl.mlp_4-64-64-2.train_b32_adam', train(cartpole, { 32, 4 }, 2, adam, true))
   define('rl.mlp_4-64-64-2.train_b32_sgd', train(cartpole, { 32, 4 }, 2, { name = 'sgd', learningRate = 1e-3 }, true))
   define('rl.mlp_17-256-256-6.train_b256_adam', train(function() return mlp(17, 256, 256, 6) end,
      { 256, 17 }, 6, adam, true))
   define('rl.mlp_4-64-64-2.act_b1', function()
      local net, x = cartpole():float(), torch.FloatTensor(1, 4):normal()
      return { run = function()
         local _, action = net:forward(x):max(2)
         return action[1][1]
      end }
   end)
end
