--- SpatialMaxUnpooling.lua - puts elements back to where a SpatialMaxPooling found them;
-- all others are 0. Zeiler, Fergus (2014), Visualizing and understanding convolutional
-- networks, ECCV, arXiv:1311.2901.

local torch = require 'torch'
local unpool = require 'nn.unpool'

local SpatialMaxUnpooling = torch.class('nn.SpatialMaxUnpooling', 'nn.Module')

unpool(SpatialMaxUnpooling, 'nn.SpatialMaxPooling', { 'iheight', 'iwidth' })

return SpatialMaxUnpooling
