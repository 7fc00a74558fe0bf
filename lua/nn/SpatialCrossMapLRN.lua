--- SpatialCrossMapLRN.lua - every pixel divided by a power of the mean square of its
-- neighbours in other maps. Krizhevsky, Sutskever, Hinton (2012), ImageNet classification
-- with deep convolutional neural networks, NIPS.
--
--    local layer = nn.SpatialCrossMapLRN(3, 3, 1, 1)
--    print(layer:forward(torch.ones(1, 2, 2))[1][1][1]) --> 0.5

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialCrossMapLRN, Parent = torch.class('nn.SpatialCrossMapLRN', 'nn.Module')

--- size: maps of a neighbourhood, odd. alpha, beta, k: 0.0001, 0.75 and 1 without.
function SpatialCrossMapLRN:__init(size, alpha, beta, k)
   Parent.__init(self)
   self.size, self.alpha, self.beta, self.k = size, alpha or 0.0001, beta or 0.75, k or 1
   expect.count(self, 'size', size)
   if size % 2 == 0 then expect.fail(self, 'size is %d, expected an odd number', size) end
end

--- input: C x H x W or N x C x H x W; output alike:
-- y = x / (k + alpha / size * the sum of squares in `size` maps) ^ beta.
function SpatialCrossMapLRN:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   self.scale = self.scale or self.output.new()
   cr.lrn(self.output, self.scale, batch, self.size, self.alpha, self.beta, self.k)
   return images.unbatch(self.output, isSingle)
end

function SpatialCrossMapLRN:updateGradInput(input, gradOutput)
   local batch, isSingle = images.batch(self, 'input', input, self.gradInput)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local output = isSingle and self.output:unsqueeze(1) or self.output
   cr.lrn_backward(self.gradInput, batch, output, self.scale, gradOutput, self.size,
      self.alpha, self.beta)
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialCrossMapLRN:clearState()
   nn.utils.clear(self, 'scale')
   return Parent.clearState(self)
end

return SpatialCrossMapLRN
