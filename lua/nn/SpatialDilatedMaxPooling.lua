--- SpatialDilatedMaxPooling.lua - the largest element of every window of an image, whose
-- elements stand `dilation` pixels apart. Yu and Koltun (2016), arXiv:1511.07122.
--
--    local image = torch.range(1, 9):view(1, 3, 3)
--    local layer = nn.SpatialDilatedMaxPooling(2, 2, 1, 1, 0, 0, 2, 2)
--    print(layer:forward(image)[1][1][1]) --> 9

local torch = require 'torch'
local cr = require 'cbind'
require 'nn.SpatialMaxPooling'
local images = require 'nn.images'
local volumes = require 'nn.volumes'

local SpatialDilatedMaxPooling, Parent = torch.class('nn.SpatialDilatedMaxPooling',
   'nn.SpatialMaxPooling')

--- As SpatialMaxPooling; dilationW, dilationH: 1 without.
function SpatialDilatedMaxPooling:__init(kW, kH, dW, dH, padW, padH, dilationW, dilationH)
   Parent.__init(self, kW, kH, dW, dH, padW, padH)
   volumes.counts(self, 1, { dilationW = dilationW or 1, dilationH = dilationH or 1 })
end

--- input: C x H x W or N x C x H x W; output: C x P x Q or N x C x P x Q, where
-- P = floor((H + 2 padH - dilationH (kH - 1) - 1) / dH) + 1 and Q alike. Images are
-- volumes of one slice.
function SpatialDilatedMaxPooling:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   self.iheight, self.iwidth = batch:size(3), batch:size(4)
   if not self.indices or self.indices:type() ~= 'torch.LongTensor' then
      self.indices = torch.LongTensor()
   end
   cr.max_pool3d(self.output, self.indices, batch:unsqueeze(3), 1, self.kH, self.kW, 1,
      self.dH, self.dW, 0, self.padH, self.padW, 1, self.dilationH, self.dilationW,
      self.ceil_mode and 1 or 0)
   cr.squeeze_dimension(self.output, self.output, 2)
   cr.squeeze_dimension(self.indices, self.indices, 2)
   images.unbatch(self.indices, isSingle)
   return images.unbatch(self.output, isSingle)
end

function SpatialDilatedMaxPooling:updateGradInput(input, gradOutput)
   return Parent.updateGradInput(self, input, gradOutput)
end

function SpatialDilatedMaxPooling:clearState() return Parent.clearState(self) end

function SpatialDilatedMaxPooling:__tostring__()
   return ('%s, %d,%d)'):format(Parent.__tostring__(self):sub(1, -2), self.dilationW,
      self.dilationH)
end

return SpatialDilatedMaxPooling
