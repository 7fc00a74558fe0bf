--- SpatialAdaptiveAveragePooling.lua - the mean of each of W x H windows that cover an
-- image of any size. He, Zhang, Ren, Sun (2014), arXiv:1406.4729.
--
--    local image = torch.range(1, 4):view(1, 2, 2)
--    print(nn.SpatialAdaptiveAveragePooling(1, 1):forward(image)[1][1][1]) --> 2.5

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialAdaptiveAveragePooling, Parent = torch.class(
   'nn.SpatialAdaptiveAveragePooling', 'nn.Module')

--- W, H: width and height of the output.
function SpatialAdaptiveAveragePooling:__init(W, H)
   Parent.__init(self)
   self.W, self.H = W, H
   expect.count(self, 'W', W)
   expect.count(self, 'H', H)
end

--- input: C x H x W or N x C x H x W; output: C x self.H x self.W or N x ....
function SpatialAdaptiveAveragePooling:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   cr.adaptive_average_pool(self.output, batch, self.H, self.W)
   return images.unbatch(self.output, isSingle)
end

function SpatialAdaptiveAveragePooling:updateGradInput(input, gradOutput)
   local batch, isSingle = images.batch(self, 'input', input, self.gradInput)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.adaptive_average_pool_backward(self.gradInput, gradOutput, batch.sizes[2],
      batch.sizes[3])
   return images.unbatch(self.gradInput, isSingle)
end

--- Forget the results.
function SpatialAdaptiveAveragePooling:empty() return self:clearState() end

function SpatialAdaptiveAveragePooling:clearState() return Parent.clearState(self) end

return SpatialAdaptiveAveragePooling
