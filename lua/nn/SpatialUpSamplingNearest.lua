--- SpatialUpSamplingNearest.lua - images `scale` times as high and wide, each pixel blown
-- up to a square.
--
--    local image = torch.Tensor{1, 4}:view(1, 1, 2)
--    local layer = nn.SpatialUpSamplingNearest(2)
--    print(unpack(layer:forward(image)[1][1]:totable())) --> 1 1 4 4

local torch = require 'torch'
local upsample = require 'nn.upsample'

local SpatialUpSamplingNearest, Parent = torch.class('nn.SpatialUpSamplingNearest',
   'nn.Module')

--- scale: a whole number.
function SpatialUpSamplingNearest:__init(scale)
   Parent.__init(self)
   upsample.init(self, scale)
end

--- input: C x H x W or N x C x H x W; output: C x (scale H) x (scale W) or N x ....
function SpatialUpSamplingNearest:updateOutput(input)
   return upsample.forward(self, input, 'nearest')
end

function SpatialUpSamplingNearest:updateGradInput(input, gradOutput)
   return upsample.backward(self, input, gradOutput, 'nearest')
end

return SpatialUpSamplingNearest
