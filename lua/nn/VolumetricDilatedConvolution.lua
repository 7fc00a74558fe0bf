--- VolumetricDilatedConvolution.lua - convolution of volumes whose kernels have holes:
-- neighbours of a kernel stand `dilation` elements apart. Yu and Koltun (2016),
-- arXiv:1511.07122.
--
--    local layer = nn.VolumetricDilatedConvolution(1, 1, 2, 2, 2, 1, 1, 1, 0, 0, 0,
--       2, 2, 2)
--    print(unpack(layer:forward(torch.rand(1, 4, 5, 5)):size():totable())) --> 1 2 3 3

local torch = require 'torch'
require 'nn.VolumetricConvolution'
local volumes = require 'nn.volumes'

local VolumetricDilatedConvolution, Parent = torch.class(
   'nn.VolumetricDilatedConvolution', 'nn.VolumetricConvolution')

--- As VolumetricConvolution; dilationT, dilationW, dilationH: 1 without.
function VolumetricDilatedConvolution:__init(nInputPlane, nOutputPlane, kT, kW, kH, dT,
   dW, dH, padT, padW, padH, dilationT, dilationW, dilationH)
   Parent.__init(self, nInputPlane, nOutputPlane, kT, kW, kH, dT, dW, dH, padT, padW,
      padH)
   volumes.counts(self, 1, { dilationT = dilationT or 1, dilationW = dilationW or 1,
      dilationH = dilationH or 1 })
end

function VolumetricDilatedConvolution:__tostring__()
   return ('%s(%d -> %d, %dx%dx%d%s, %d,%d,%d)%s'):format(torch.type(self),
      self.nInputPlane, self.nOutputPlane, self.kT, self.kW, self.kH,
      volumes.geometryText(self), self.dilationT, self.dilationW, self.dilationH,
      self.bias and '' or ' without bias')
end

return VolumetricDilatedConvolution
