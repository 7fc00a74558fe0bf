--- SpatialLogSoftMax.lua - LogSoftMax over the maps of images: C x H x W or N x C x H x
-- W.
--
--    local y = nn.SpatialLogSoftMax():forward(torch.zeros(10, 2, 2))
--    print(('%.4f'):format(y[1][1][1])) --> -2.3026

local torch = require 'torch'
local LogSoftMax = require 'nn.LogSoftMax'

local SpatialLogSoftMax = torch.class('nn.SpatialLogSoftMax', 'nn.Module')

SpatialLogSoftMax.updateOutput = LogSoftMax.updateOutput
SpatialLogSoftMax.updateGradInput = LogSoftMax.updateGradInput

return SpatialLogSoftMax
