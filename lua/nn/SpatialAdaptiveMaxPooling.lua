--- SpatialAdaptiveMaxPooling.lua - the largest element of each of W x H windows that
-- cover an image of any size. He, Zhang, Ren, Sun (2014), arXiv:1406.4729.
--
--    local y = nn.SpatialAdaptiveMaxPooling(2, 3):forward(torch.rand(1, 9, 7))
--    print(y:size(2), y:size(3)) --> 3 2

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialAdaptiveMaxPooling, Parent = torch.class('nn.SpatialAdaptiveMaxPooling',
   'nn.Module')

--- W, H: width and height of the output.
function SpatialAdaptiveMaxPooling:__init(W, H)
   Parent.__init(self)
   self.W, self.H = W, H
   expect.count(self, 'W', W)
   expect.count(self, 'H', H)
end

--- input: C x H x W or N x C x H x W; output: C x self.H x self.W or N x ....
-- self.indices keeps, 2 x N x C x self.H x self.W, row and column of the elements in
-- their windows.
function SpatialAdaptiveMaxPooling:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   if not self.indices or self.indices:type() ~= 'torch.LongTensor' then
      self.indices = torch.LongTensor()
   end
   cr.adaptive_max_pool(self.output, self.indices, batch, self.H, self.W)
   if isSingle then cr.squeeze_dimension(self.indices, self.indices, 1) end
   return images.unbatch(self.output, isSingle)
end

function SpatialAdaptiveMaxPooling:updateGradInput(input, gradOutput)
   local batch, isSingle = images.batch(self, 'input', input, self.gradInput)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local indices = self.indices.ndim == 4 and self.indices:unsqueeze(2) or self.indices
   cr.adaptive_max_pool_backward(self.gradInput, gradOutput, indices, batch.sizes[2],
      batch.sizes[3])
   return images.unbatch(self.gradInput, isSingle)
end

--- Forget the results and the indices.
function SpatialAdaptiveMaxPooling:empty() return self:clearState() end

function SpatialAdaptiveMaxPooling:clearState()
   nn.utils.clear(self, 'indices')
   return Parent.clearState(self)
end

return SpatialAdaptiveMaxPooling
