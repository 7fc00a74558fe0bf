--- model.lua - LeNet as Caffe made it known, LeNet-5, and what they are measured
-- against.

local torch = require 'torch'
local nn = require 'nn'
require 'recipes.lenet.codes'

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

-- Which maps of the second layer each map of the third sees, counted from 0: table I of
-- the paper.
local SEEN = { '012', '123', '234', '345', '045', '015', '0123', '1234', '2345', '0345',
   '0145', '0125', '0134', '1245', '0235', '012345' }

local function connections()
   local list = {}
   for map, seen in ipairs(SEEN) do
      for from in seen:gmatch '%d' do list[#list + 1] = { from + 1, map } end
   end
   return torch.FloatTensor(list)
end

-- 1.7159 tanh(2 x / 3), the paper's squashing function.
local function squash(net)
   return net:add(nn.MulConstant(2 / 3)):add(nn.Tanh()):add(nn.MulConstant(1.7159))
end

--- LeNet-5 as the paper has it: maps connected by a table, learned subsampling, distances
-- to fixed codes: 60,000 parameters. Its loss, equation 9, is that of a softmax over the
-- ten classes and one for rubbish.
function models.original()
   local net = nn.Sequential()
   squash(net:add(nn.SpatialConvolution(1, 6, 5, 5, 1, 1, 2, 2)))
   squash(net:add(nn.SpatialSubSampling(6, 2, 2, 2, 2)))
   squash(net:add(nn.SpatialConvolutionMap(connections(), 5, 5)))
   squash(net:add(nn.SpatialSubSampling(16, 2, 2, 2, 2)))
   squash(net:add(nn.SpatialConvolution(16, 120, 5, 5)):add(nn.View(120)))
   squash(net:add(nn.Linear(120, 84)))
   return net:add(nn.DigitCodes(10)):add(nn.LogSoftMax()):add(nn.Narrow(2, 1, 10))
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
