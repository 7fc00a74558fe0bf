--- SpatialConvolutionMap.lua - convolution in which a table says which maps are
-- connected. LeCun, Bottou, Bengio, Haffner (1998), Proceedings of the IEEE 86(11).
--
--    local layer = nn.SpatialConvolutionMap(nn.tables.full(2, 3), 3, 3)
--    print(unpack(layer:forward(torch.rand(2, 5, 5)):size():totable())) --> 3 3 3

local torch = require 'torch'
local cr = require 'cbind'
local connections = require 'nn.connections'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialConvolutionMap, Parent = torch.class('nn.SpatialConvolutionMap', 'nn.Module')

--- conMatrix: a row for each kernel, (map of the input, map of the output), as nn.tables
-- makes them. kW, kH: size of a kernel. dW, dH: its steps, 1 without.
function SpatialConvolutionMap:__init(conMatrix, kW, kH, dW, dH)
   Parent.__init(self)
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW or 1, dH or 1
   connections.init(self, conMatrix)
   self:reset()
end

function SpatialConvolutionMap:reset(stdv) connections.reset(self, stdv) end

--- input: C x H x W or N x C x H x W; output: K x P x Q or N x K x P x Q, where
-- P = floor((H - kH) / dH) + 1 and Q alike.
function SpatialConvolutionMap:updateOutput(input)
   local batch, isSingle = connections.batch(self, input)
   local weight = connections.dense(self, self.weight, self.nOutputPlane,
      self.nInputPlane, 2, 1)
   cr.convolve(self.output, batch, weight, self.bias, self.dH, self.dW, 0, 0, 1, 1, 1)
   return images.unbatch(self.output, isSingle)
end

function SpatialConvolutionMap:updateGradInput(input, gradOutput)
   local batch, isSingle = connections.batch(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local weight = connections.dense(self, self.weight, self.nOutputPlane,
      self.nInputPlane, 2, 1)
   cr.convolve_backward_input(self.gradInput, gradOutput, weight, batch.sizes[2],
      batch.sizes[3], self.dH, self.dW, 0, 0, 1, 1, 1)
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialConvolutionMap:accGradParameters(input, gradOutput, scale)
   local batch = connections.batch(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local gradients = connections.dense(self, nil, self.nOutputPlane, self.nInputPlane)
   cr.convolve_backward_weight(gradients, self.gradBias, batch, gradOutput, scale or 1,
      self.dH, self.dW, 0, 0, 1, 1, 1)
   connections.gather(self, gradients, 2, 1)
end

--- Take the part `decay` of every parameter away.
function SpatialConvolutionMap:decayParameters(decay)
   if type(decay) ~= 'number' then
      expect.fail(self, 'decay is %s, expected a number', expect.describe(decay))
   end
   self.weight:add(-decay, self.weight)
   self.bias:add(-decay, self.bias)
end

return SpatialConvolutionMap
