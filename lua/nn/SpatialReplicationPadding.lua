--- SpatialReplicationPadding.lua - repeats the pixels at the borders of images; negative
-- numbers cut.
--
--    local image = torch.range(1, 3):view(1, 1, 3)
--    local layer = nn.SpatialReplicationPadding(2, 1, 0, 0)
--    print(unpack(layer:forward(image)[1][1]:totable())) --> 1 1 1 2 3 3

local torch = require 'torch'

local SpatialReplicationPadding = torch.class('nn.SpatialReplicationPadding', 'nn.Module')

--- pad_l, pad_r, pad_t, pad_b: left, right, top, bottom.
require 'nn.padAround'(SpatialReplicationPadding, require 'nn.images',
   { 'pad_l', 'pad_r', 'pad_t', 'pad_b' }, false)

return SpatialReplicationPadding
