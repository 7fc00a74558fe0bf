--- VolumetricDropout.lua - sets whole volumes C x T x H x W to 0 at random while
-- training.

local torch = require 'torch'
require 'nn.SpatialDropout'

local VolumetricDropout = torch.class('nn.VolumetricDropout', 'nn.SpatialDropout')

VolumetricDropout.nDim = 4

return VolumetricDropout
