--- SpatialLogSoftMax.lua - LogSoftMax over the maps of images: C x H x W or N x C x H x
-- W.

local torch = require 'torch'
local LogSoftMax = require 'nn.LogSoftMax'

local SpatialLogSoftMax = torch.class('nn.SpatialLogSoftMax', 'nn.Module')

SpatialLogSoftMax.updateOutput = LogSoftMax.updateOutput
SpatialLogSoftMax.updateGradInput = LogSoftMax.updateGradInput

return SpatialLogSoftMax
