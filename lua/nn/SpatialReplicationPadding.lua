--- SpatialReplicationPadding.lua - repeats the pixels at the borders of images; negative
-- numbers cut.

local torch = require 'torch'

local SpatialReplicationPadding = torch.class('nn.SpatialReplicationPadding', 'nn.Module')

--- pad_l, pad_r, pad_t, pad_b: left, right, top, bottom.
require 'nn.padAround'(SpatialReplicationPadding, require 'nn.images',
   { 'pad_l', 'pad_r', 'pad_t', 'pad_b' }, false)

return SpatialReplicationPadding
