--- SpatialFullConvolutionMap.lua - transposed convolution in which a table says which
-- maps are connected.
--
--    local layer = nn.SpatialFullConvolutionMap(nn.tables.oneToOne(2), 3, 3)
--    print(unpack(layer:forward(torch.rand(2, 5, 5)):size():totable())) --> 2 7 7

local torch = require 'torch'
local cr = require 'cbind'
local channels = require 'nn.channels'
local connections = require 'nn.connections'
local images = require 'nn.images'

local SpatialFullConvolutionMap, Parent = torch.class('nn.SpatialFullConvolutionMap',
   'nn.Module')

--- As SpatialConvolutionMap; dW, dH are the steps of the kernels in the output.
function SpatialFullConvolutionMap:__init(conMatrix, kW, kH, dW, dH)
   Parent.__init(self)
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW or 1, dH or 1
   connections.init(self, conMatrix)
   self:reset()
end

function SpatialFullConvolutionMap:reset(stdv) connections.reset(self, stdv) end

local function kernels(self, weight)
   return connections.dense(self, weight, self.nInputPlane, self.nOutputPlane, 1, 2)
end

--- input: C x H x W or N x C x H x W; output: K x P x Q or N x K x P x Q, where
-- P = (H - 1) dH + kH and Q alike.
function SpatialFullConvolutionMap:updateOutput(input)
   local batch, isSingle = connections.batch(self, input)
   local height = (batch:size(3) - 1) * self.dH + self.kH
   local width = (batch:size(4) - 1) * self.dW + self.kW
   cr.convolve_backward_input(self.output, batch, kernels(self, self.weight), height,
      width, self.dH, self.dW, 0, 0, 1, 1, 1)
   channels.add(self.output, self.bias)
   return images.unbatch(self.output, isSingle)
end

function SpatialFullConvolutionMap:updateGradInput(input, gradOutput)
   local _, isSingle = connections.batch(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.convolve(self.gradInput, gradOutput, kernels(self, self.weight), nil, self.dH,
      self.dW, 0, 0, 1, 1, 1)
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialFullConvolutionMap:accGradParameters(input, gradOutput, scale)
   local batch = connections.batch(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local gradients = kernels(self)
   cr.convolve_backward_weight(gradients, nil, gradOutput, batch, scale or 1, self.dH,
      self.dW, 0, 0, 1, 1, 1)
   connections.gather(self, gradients, 1, 2)
   channels.accumulate(self, 'gradBias', gradOutput, scale or 1)
end

return SpatialFullConvolutionMap
