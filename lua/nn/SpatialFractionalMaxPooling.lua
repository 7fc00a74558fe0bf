--- SpatialFractionalMaxPooling.lua - the largest elements of windows that random numbers
-- move, so that images shrink by any factor. Graham (2014), arXiv:1412.6071.

local torch = require 'torch'

local SpatialFractionalMaxPooling = torch.class('nn.SpatialFractionalMaxPooling',
   'nn.Module')

--- poolSizeW, poolSizeH: size of a window. outW, outH, or ratioW, ratioH.
require 'nn.fractional'(SpatialFractionalMaxPooling, require 'nn.images', { 'W', 'H' })

return SpatialFractionalMaxPooling
