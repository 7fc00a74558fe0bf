--- SpatialSubtractiveNormalization.lua - subtracts from every pixel the weighted mean of
-- its surroundings. Jarrett, Kavukcuoglu, Ranzato, LeCun (2009), What is the best
-- multi-stage architecture for object recognition?, ICCV.
--
--    local layer = nn.SpatialSubtractiveNormalization(1, torch.ones(3))
--    print(layer:forward(torch.ones(1, 3, 3)):abs():max() < 1e-15) --> true

local torch = require 'torch'
local nn = require 'nn'
local images = require 'nn.images'
local neighbourhood = require 'nn.neighbourhood'

local SpatialSubtractiveNormalization, Parent = torch.class(
   'nn.SpatialSubtractiveNormalization', 'nn.Module')

--- nInputPlane: maps, 1 without. kernel: weights of the surroundings, of odd sizes, a
-- matrix or a vector for both sides; ones of 9 x 9 without.
function SpatialSubtractiveNormalization:__init(nInputPlane, kernel)
   Parent.__init(self)
   neighbourhood.init(self, nInputPlane, kernel)
end

--- input: C x H x W or N x C x H x W; output alike.
function SpatialSubtractiveNormalization:updateOutput(input)
   local batch, isSingle = neighbourhood.batch(self, input)
   local coef = neighbourhood.coverage(self, batch)
   local mean = neighbourhood.mean(self, batch)
   mean:cdiv(coef:expandAs(mean))
   self.output:add(batch, -1, mean:expandAs(batch))
   return images.unbatch(self.output, isSingle)
end

function SpatialSubtractiveNormalization:updateGradInput(input, gradOutput)
   local batch, isSingle = neighbourhood.batch(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local coef = neighbourhood.coverage(self, batch)
   local gradMean = gradOutput:sum(2)
   gradMean:cdiv(coef:expandAs(gradMean))
   self.gradInput:add(gradOutput, -1,
      neighbourhood.meanBackward(self, gradMean):expandAs(batch))
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialSubtractiveNormalization:clearState()
   nn.utils.clear(self, '_coverage')
   return Parent.clearState(self)
end

return SpatialSubtractiveNormalization
