--- SpatialMaxUnpooling.lua - puts elements back to where a SpatialMaxPooling found them;
-- all others are 0. Zeiler, Fergus (2014), Visualizing and understanding convolutional
-- networks, ECCV, arXiv:1311.2901.
--
--    local pool = nn.SpatialMaxPooling(2, 1)
--    local unpool = nn.SpatialMaxUnpooling(pool)
--    local image = torch.Tensor{3, 4}:view(1, 1, 2)
--    print(unpack(unpool:forward(pool:forward(image))[1][1]:totable())) --> 0 4

local torch = require 'torch'
local unpool = require 'nn.unpool'

local SpatialMaxUnpooling = torch.class('nn.SpatialMaxUnpooling', 'nn.Module')

unpool(SpatialMaxUnpooling, 'nn.SpatialMaxPooling', { 'iheight', 'iwidth' })

return SpatialMaxUnpooling
