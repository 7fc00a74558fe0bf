--- SpatialSoftMax.lua - SoftMax over the maps of images: C x H x W or N x C x H x W.
--
--    print(nn.SpatialSoftMax():forward(torch.zeros(4, 2, 2))[1][1][1]) --> 0.25

local torch = require 'torch'
local SoftMax = require 'nn.SoftMax'

local SpatialSoftMax = torch.class('nn.SpatialSoftMax', 'nn.Module')

SpatialSoftMax.updateOutput = SoftMax.updateOutput
SpatialSoftMax.updateGradInput = SoftMax.updateGradInput

return SpatialSoftMax
