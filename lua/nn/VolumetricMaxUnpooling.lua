--- VolumetricMaxUnpooling.lua - puts elements back to where a VolumetricMaxPooling found
-- them; all others are 0. Zeiler, Fergus (2014), ECCV, arXiv:1311.2901.
--
--    local pool = nn.VolumetricMaxPooling(2, 2, 2)
--    local volume = torch.range(1, 8):view(1, 2, 2, 2)
--    print(nn.VolumetricMaxUnpooling(pool):forward(pool:forward(volume)):sum()) --> 8

local torch = require 'torch'
local unpool = require 'nn.unpool'

local VolumetricMaxUnpooling = torch.class('nn.VolumetricMaxUnpooling', 'nn.Module')

unpool(VolumetricMaxUnpooling, 'nn.VolumetricMaxPooling', { 'itime', 'iheight',
   'iwidth' })

return VolumetricMaxUnpooling
