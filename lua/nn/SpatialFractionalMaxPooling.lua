--- SpatialFractionalMaxPooling.lua - the largest elements of windows that random numbers
-- move, so that images shrink by any factor. Graham (2014), arXiv:1412.6071.
--
--    local layer = nn.SpatialFractionalMaxPooling(2, 2, 3, 4)
--    print(unpack(layer:forward(torch.rand(1, 9, 9)):size():totable())) --> 1 4 3

local torch = require 'torch'

local SpatialFractionalMaxPooling = torch.class('nn.SpatialFractionalMaxPooling',
   'nn.Module')

--- poolSizeW, poolSizeH: size of a window. outW, outH, or ratioW, ratioH.
require 'nn.fractional'(SpatialFractionalMaxPooling, require 'nn.images', { 'W', 'H' })

return SpatialFractionalMaxPooling
