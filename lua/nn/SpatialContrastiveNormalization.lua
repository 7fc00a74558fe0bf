--- SpatialContrastiveNormalization.lua - subtracts the weighted mean of every pixel's
-- surroundings, then divides by their root mean square. Jarrett, Kavukcuoglu, Ranzato,
-- LeCun (2009), What is the best multi-stage architecture for object recognition?, ICCV.
--
--    local layer = nn.SpatialContrastiveNormalization(1, torch.ones(3, 3))
--    print(layer:forward(torch.rand(1, 5, 5)):size(2)) --> 5

local torch = require 'torch'
local nn = require 'nn'

local SpatialContrastiveNormalization, Parent = torch.class(
   'nn.SpatialContrastiveNormalization', 'nn.Module')

--- As SpatialDivisiveNormalization.
function SpatialContrastiveNormalization:__init(nInputPlane, kernel, threshold, thresval)
   Parent.__init(self)
   self.nInputPlane, self.threshold = nInputPlane or 1, threshold or 1e-4
   self.thresval = thresval or threshold or 1e-4
   local subtract = nn.SpatialSubtractiveNormalization(self.nInputPlane, kernel)
   self.kernel = subtract.kernel
   self.normalizer = nn.Sequential():add(subtract):add(nn.SpatialDivisiveNormalization(
      self.nInputPlane, self.kernel, self.threshold, self.thresval))
end

--- input: C x H x W or N x C x H x W; output alike.
function SpatialContrastiveNormalization:updateOutput(input)
   self.output = self.normalizer:forward(input)
   return self.output
end

function SpatialContrastiveNormalization:updateGradInput(input, gradOutput)
   self.gradInput = self.normalizer:backward(input, gradOutput)
   return self.gradInput
end

return SpatialContrastiveNormalization
