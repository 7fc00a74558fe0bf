--- SpatialDilatedConvolution.lua - convolution whose kernels have holes: neighbours of a
-- kernel stand `dilation` pixels apart. Yu and Koltun (2016), arXiv:1511.07122.
--
--    local layer = nn.SpatialDilatedConvolution(1, 1, 3, 3, 1, 1, 0, 0, 2, 2)
--    print(unpack(layer:forward(torch.ones(1, 8, 8)):size():totable())) --> 1 4 4

local torch = require 'torch'
require 'nn.SpatialConvolution'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialDilatedConvolution, Parent = torch.class('nn.SpatialDilatedConvolution',
   'nn.SpatialConvolution')

--- As SpatialConvolution; dilationW, dilationH: 1 without.
function SpatialDilatedConvolution:__init(nInputPlane, nOutputPlane, kW, kH, dW, dH,
   padW, padH, dilationW, dilationH)
   Parent.__init(self, nInputPlane, nOutputPlane, kW, kH, dW, dH, padW, padH)
   self.dilationW, self.dilationH = dilationW or 1, dilationH or 1
   expect.count(self, 'dilationW', self.dilationW)
   expect.count(self, 'dilationH', self.dilationH)
end

function SpatialDilatedConvolution:__tostring__()
   return ('%s(%d -> %d, %dx%d%s, %d,%d)%s'):format(torch.type(self), self.nInputPlane,
      self.nOutputPlane, self.kW,
      self.kH, images.geometryText(self), self.dilationW, self.dilationH, self.bias
         and '' or ' without bias')
end

return SpatialDilatedConvolution
