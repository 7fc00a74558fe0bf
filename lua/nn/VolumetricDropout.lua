--- VolumetricDropout.lua - sets whole volumes C x T x H x W to 0 at random while
-- training.
--
--    torch.manualSeed(1)
--    local y = nn.VolumetricDropout(0.5):forward(torch.ones(1, 100, 2, 2, 2))
--    print(y:ne(0):sum() % 8) --> 0

local torch = require 'torch'
require 'nn.SpatialDropout'

local VolumetricDropout = torch.class('nn.VolumetricDropout', 'nn.SpatialDropout')

VolumetricDropout.nDim = 4

return VolumetricDropout
