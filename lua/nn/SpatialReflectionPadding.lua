--- SpatialReflectionPadding.lua - mirrors images at their borders; negative numbers cut.

local torch = require 'torch'

local SpatialReflectionPadding = torch.class('nn.SpatialReflectionPadding', 'nn.Module')

--- pad_l, pad_r, pad_t, pad_b: left, right, top, bottom.
require 'nn.padAround'(SpatialReflectionPadding, require 'nn.images',
   { 'pad_l', 'pad_r', 'pad_t', 'pad_b' }, true)

return SpatialReflectionPadding
