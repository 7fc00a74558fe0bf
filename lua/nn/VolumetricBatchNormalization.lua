--- VolumetricBatchNormalization.lua - batch normalisation with one mean and variance for
-- each map. input: N x C x T x H x W; output alike.
--
--    local y = nn.VolumetricBatchNormalization(3):forward(torch.randn(2, 3, 2, 4, 4))
--    print(math.abs(y:mean()) < 1e-12) --> true

local torch = require 'torch'
require 'nn.BatchNormalization'

local VolumetricBatchNormalization = torch.class('nn.VolumetricBatchNormalization',
   'nn.BatchNormalization')
VolumetricBatchNormalization.nDim = 5
VolumetricBatchNormalization.__version = 2

return VolumetricBatchNormalization
