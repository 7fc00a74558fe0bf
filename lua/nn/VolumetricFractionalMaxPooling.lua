--- VolumetricFractionalMaxPooling.lua - the largest elements of windows that random
-- numbers move, so that volumes shrink by any factor. Graham (2014), arXiv:1412.6071.
--
--    local layer = nn.VolumetricFractionalMaxPooling(2, 2, 2, 3, 4, 2)
--    print(unpack(layer:forward(torch.rand(1, 9, 9, 9)):size():totable())) --> 1 2 4 3

local torch = require 'torch'

local VolumetricFractionalMaxPooling = torch.class('nn.VolumetricFractionalMaxPooling',
   'nn.Module')

--- poolSizeT, poolSizeW, poolSizeH: size of a window. outT, outW, outH, or ratioT,
-- ratioW, ratioH. Inputs are C x H x W x T or N x C x H x W x T: time is the last side.
require 'nn.fractional'(VolumetricFractionalMaxPooling, require 'nn.volumes',
   { 'T', 'W', 'H' })

return VolumetricFractionalMaxPooling
