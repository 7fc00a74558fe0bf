--- VolumetricReplicationPadding.lua - repeats the elements at the borders of volumes;
-- negative numbers cut.
--
--    local layer = nn.VolumetricReplicationPadding(1, 1, 1, 1, 1, 1)
--    print(layer:forward(torch.ones(1, 2, 2, 2)):sum()) --> 64

local torch = require 'torch'

local VolumetricReplicationPadding = torch.class('nn.VolumetricReplicationPadding',
   'nn.Module')

--- pad_l, pad_r, pad_t, pad_b, pad_f, pad_k: left, right, top, bottom, front, back.
require 'nn.padAround'(VolumetricReplicationPadding, require 'nn.volumes',
   { 'pad_l', 'pad_r', 'pad_t', 'pad_b', 'pad_f', 'pad_k' }, false)

return VolumetricReplicationPadding
