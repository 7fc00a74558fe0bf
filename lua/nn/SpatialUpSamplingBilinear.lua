--- SpatialUpSamplingBilinear.lua - images made larger by linear interpolation along both
-- sides; the pixels in the corners stay.
--
--    local image = torch.Tensor{1, 3}:view(1, 1, 2)
--    local layer = nn.SpatialUpSamplingBilinear{oheight = 1, owidth = 3}
--    print(unpack(layer:forward(image)[1][1]:totable())) --> 1 2 3

local torch = require 'torch'
local upsample = require 'nn.upsample'

local SpatialUpSamplingBilinear, Parent = torch.class('nn.SpatialUpSamplingBilinear',
   'nn.Module')

--- params: a whole number, by which both sides grow, or { oheight =, owidth = }.
function SpatialUpSamplingBilinear:__init(params)
   Parent.__init(self)
   upsample.init(self, params)
end

--- The sizes of the output for an input, to self.outputSize.
function SpatialUpSamplingBilinear:setSize(input) upsample.setSize(self, input) end

--- input: C x H x W or N x C x H x W; output: C x P x Q or N x C x P x Q.
function SpatialUpSamplingBilinear:updateOutput(input)
   return upsample.forward(self, input, 'linear')
end

function SpatialUpSamplingBilinear:updateGradInput(input, gradOutput)
   return upsample.backward(self, input, gradOutput, 'linear')
end

function SpatialUpSamplingBilinear:__tostring__()
   if self.scale_factor then
      return ('%s(%d)'):format(torch.type(self), self.scale_factor)
   end
   return ('%s(%d, %d)'):format(torch.type(self), self.oheight, self.owidth)
end

return SpatialUpSamplingBilinear
