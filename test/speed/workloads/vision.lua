--- vision.lua - networks for photographs, as test/speed/peer_pytorch.py builds them.

local steps = require 'workloads.steps'

local function convolution(...) return require 'nn'.SpatialConvolution(...) end

-- Kernels of 3 x 3, 'M' for pooling; batch normalisation after each if asked.
local function vggFeatures(net, normalised, ...)
   local nn = require 'nn'
   local channels = 3
   for _, size in ipairs { ... } do
      if size == 'M' then
         net:add(nn.SpatialMaxPooling(2, 2))
      else
         net:add(convolution(channels, size, 3, 3, 1, 1, 1, 1))
         if normalised then net:add(nn.SpatialBatchNormalization(size)) end
         net:add(nn.ReLU(true))
         channels = size
      end
   end
   return net
end

local function vggCifar()
   local nn = require 'nn'
   return vggFeatures(nn.Sequential(), true, 64, 64, 'M', 128, 128, 'M', 256, 256, 256,
      'M')
      :add(nn.View(4096)):add(nn.Linear(4096, 256)):add(nn.ReLU(true))
      :add(nn.Linear(256, 10))
end

local function vgg16()
   local nn = require 'nn'
   return vggFeatures(nn.Sequential(), false, 64, 64, 'M', 128, 128, 'M', 256, 256, 256,
      'M', 512, 512, 512, 'M', 512, 512, 512, 'M')
      :add(nn.View(25088)):add(nn.Linear(25088, 4096)):add(nn.ReLU(true))
      :add(nn.Dropout()):add(nn.Linear(4096, 4096)):add(nn.ReLU(true))
      :add(nn.Dropout()):add(nn.Linear(4096, 1000))
end

local function basicBlock(from, to, step)
   local nn = require 'nn'
   local inner = nn.Sequential()
      :add(convolution(from, to, 3, 3, step, step, 1, 1):noBias())
      :add(nn.SpatialBatchNormalization(to)):add(nn.ReLU(true))
      :add(convolution(to, to, 3, 3, 1, 1, 1, 1):noBias())
      :add(nn.SpatialBatchNormalization(to))
   local outer = nn.Identity()
   if step ~= 1 or from ~= to then
      outer = nn.Sequential():add(convolution(from, to, 1, 1, step, step):noBias())
         :add(nn.SpatialBatchNormalization(to))
   end
   return nn.Sequential():add(nn.ConcatTable():add(inner):add(outer))
      :add(nn.CAddTable(true)):add(nn.ReLU(true))
end

local function resnet18()
   local nn = require 'nn'
   local net = nn.Sequential():add(convolution(3, 64, 7, 7, 2, 2, 3, 3):noBias())
      :add(nn.SpatialBatchNormalization(64)):add(nn.ReLU(true))
      :add(nn.SpatialMaxPooling(3, 3, 2, 2, 1, 1))
   local from = 64
   for _, block in ipairs { { 64, 1 }, { 64, 1 }, { 128, 2 }, { 128, 1 }, { 256, 2 },
      { 256, 1 }, { 512, 2 }, { 512, 1 } } do
      net:add(basicBlock(from, block[1], block[2]))
      from = block[1]
   end
   return net:add(nn.SpatialAveragePooling(7, 7)):add(nn.View(512))
      :add(nn.Linear(512, 1000))
end

local function alexnet()
   local nn = require 'nn'
   local net = nn.Sequential():add(convolution(3, 64, 11, 11, 4, 4, 2, 2))
      :add(nn.ReLU(true)):add(nn.SpatialMaxPooling(3, 3, 2, 2))
      :add(convolution(64, 192, 5, 5, 1, 1, 2, 2)):add(nn.ReLU(true))
      :add(nn.SpatialMaxPooling(3, 3, 2, 2))
   for _, layer in ipairs { { 192, 384 }, { 384, 256 }, { 256, 256 } } do
      net:add(convolution(layer[1], layer[2], 3, 3, 1, 1, 1, 1)):add(nn.ReLU(true))
   end
   return net:add(nn.SpatialMaxPooling(3, 3, 2, 2)):add(nn.View(9216))
      :add(nn.Dropout()):add(nn.Linear(9216, 4096)):add(nn.ReLU(true))
      :add(nn.Dropout()):add(nn.Linear(4096, 4096)):add(nn.ReLU(true))
      :add(nn.Linear(4096, 1000))
end

local function fire(from, squeezed, single, triple)
   local nn = require 'nn'
   return nn.Sequential():add(convolution(from, squeezed, 1, 1)):add(nn.ReLU(true))
      :add(nn.Concat(2)
         :add(nn.Sequential():add(convolution(squeezed, single, 1, 1))
            :add(nn.ReLU(true)))
         :add(nn.Sequential():add(convolution(squeezed, triple, 3, 3, 1, 1, 1, 1))
            :add(nn.ReLU(true))))
end

local function squeezenet()
   local nn = require 'nn'
   local function pool() return nn.SpatialMaxPooling(3, 3, 2, 2):ceil() end
   return nn.Sequential():add(convolution(3, 64, 3, 3, 2, 2)):add(nn.ReLU(true))
      :add(pool())
      :add(fire(64, 16, 64, 64)):add(fire(128, 16, 64, 64)):add(pool())
      :add(fire(128, 32, 128, 128)):add(fire(256, 32, 128, 128)):add(pool())
      :add(fire(256, 48, 192, 192)):add(fire(384, 48, 192, 192))
      :add(fire(384, 64, 256, 256)):add(fire(512, 64, 256, 256))
      :add(nn.Dropout()):add(convolution(512, 1000, 1, 1)):add(nn.ReLU(true))
      :add(nn.SpatialAveragePooling(13, 13)):add(nn.View(1000))
end

return function(define)
   local train, infer, sgd = steps.train, steps.infer, steps.sgd
   define('net.vgg_cifar.train_b32_sgdm', train(vggCifar, { 32, 3, 32, 32 }, 10, sgd))
   define('net.vgg_cifar.infer_b32', infer(vggCifar, { 32, 3, 32, 32 }))
   define('net.resnet18.infer_b1', infer(resnet18, { 1, 3, 224, 224 }))
   define('net.resnet18.infer_b8', infer(resnet18, { 8, 3, 224, 224 }))
   define('net.resnet18.train_b8_sgdm', train(resnet18, { 8, 3, 224, 224 }, 1000, sgd))
   define('net.alexnet.infer_b1', infer(alexnet, { 1, 3, 224, 224 }))
   define('net.alexnet.infer_b8', infer(alexnet, { 8, 3, 224, 224 }))
   define('net.vgg16.infer_b1', infer(vgg16, { 1, 3, 224, 224 }))
   define('net.squeezenet1.1.infer_b1', infer(squeezenet, { 1, 3, 224, 224 }))
end
