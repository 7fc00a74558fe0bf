--- SpatialBatchNormalization.lua - batch normalisation with one mean and variance for
-- each map. input: N x C x H x W; output alike.
--
--    local y = nn.SpatialBatchNormalization(3):forward(torch.randn(2, 3, 4, 4))
--    print(math.abs(y:mean()) < 1e-12) --> true

local torch = require 'torch'
require 'nn.BatchNormalization'

local SpatialBatchNormalization = torch.class('nn.SpatialBatchNormalization',
   'nn.BatchNormalization')
SpatialBatchNormalization.nDim = 4
SpatialBatchNormalization.__version = 2

return SpatialBatchNormalization
