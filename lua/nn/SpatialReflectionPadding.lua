--- SpatialReflectionPadding.lua - mirrors images at their borders; negative numbers cut.
--
--    local image = torch.range(1, 3):view(1, 1, 3)
--    local layer = nn.SpatialReflectionPadding(2, 1, 0, 0)
--    print(unpack(layer:forward(image)[1][1]:totable())) --> 3 2 1 2 3 2

local torch = require 'torch'

local SpatialReflectionPadding = torch.class('nn.SpatialReflectionPadding', 'nn.Module')

--- pad_l, pad_r, pad_t, pad_b: left, right, top, bottom.
require 'nn.padAround'(SpatialReflectionPadding, require 'nn.images',
   { 'pad_l', 'pad_r', 'pad_t', 'pad_b' }, true)

return SpatialReflectionPadding
