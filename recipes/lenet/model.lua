--- model.lua - LeNet as Caffe made it known, LeNet-5, and what they are measured
-- against.

local nn = require 'nn'

local models = {}

--- 20 and 50 maps, 500 hidden units: 431,080 parameters.
function models.caffe()
   return nn.Sequential()
      :add(nn.SpatialConvolution(1, 20, 5, 5)):add(nn.SpatialMaxPooling(2, 2, 2, 2))
      :add(nn.SpatialConvolution(20, 50, 5, 5)):add(nn.SpatialMaxPooling(2, 2, 2, 2))
      :add(nn.View(50 * 4 * 4))
      :add(nn.Linear(50 * 4 * 4, 500)):add(nn.ReLU())
      :add(nn.Linear(500, 10)):add(nn.LogSoftMax())
end

--- LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document
-- recognition; with every map connected to every other, and a softmax: 61,706
-- parameters.
function models.lenet5()
   return nn.Sequential()
      :add(nn.SpatialConvolution(1, 6, 5, 5, 1, 1, 2, 2)):add(nn.Tanh())
      :add(nn.SpatialMaxPooling(2, 2, 2, 2))
      :add(nn.SpatialConvolution(6, 16, 5, 5)):add(nn.Tanh())
      :add(nn.SpatialMaxPooling(2, 2, 2, 2))
      :add(nn.View(16 * 5 * 5))
      :add(nn.Linear(16 * 5 * 5, 120)):add(nn.Tanh())
      :add(nn.Linear(120, 84)):add(nn.Tanh())
      :add(nn.Linear(84, 10)):add(nn.LogSoftMax())
end

--- f = W2 max(0, W1 x), or with more layers: -hidden 256-256.
function models.mlp(options)
   local net, inputs = nn.Sequential():add(nn.View(784)), 784
   for units in options.hidden:gmatch '%d+' do
      net:add(nn.Linear(inputs, tonumber(units))):add(nn.ReLU())
      inputs = tonumber(units)
   end
   return net:add(nn.Linear(inputs, 10)):add(nn.LogSoftMax())
end

--- One matrix: what can be read without any hidden layer.
function models.linear()
   return nn.Sequential():add(nn.View(784)):add(nn.Linear(784, 10)):add(nn.LogSoftMax())
end

--- The network that the options name.
return function(options)
   local make = models[options.model]
   if not make then
      error(("there is no model '%s'; see --help"):format(options.model), 0)
   end
   return make(options):float()
end
