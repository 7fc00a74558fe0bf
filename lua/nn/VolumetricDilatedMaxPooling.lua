--- VolumetricDilatedMaxPooling.lua - the largest element of every window of a volume,
-- whose elements stand `dilation` apart.
--
--    local layer = nn.VolumetricDilatedMaxPooling(2, 2, 2, 1, 1, 1, 0, 0, 0, 2, 2, 2)
--    print(layer:forward(torch.range(1, 27):view(1, 3, 3, 3)):sum()) --> 27

local torch = require 'torch'
require 'nn.VolumetricMaxPooling'
local volumes = require 'nn.volumes'

local VolumetricDilatedMaxPooling, Parent = torch.class('nn.VolumetricDilatedMaxPooling',
   'nn.VolumetricMaxPooling')

--- As VolumetricMaxPooling; dilationT, dilationW, dilationH: 1 without.
function VolumetricDilatedMaxPooling:__init(kT, kW, kH, dT, dW, dH, padT, padW, padH,
   dilationT, dilationW, dilationH)
   Parent.__init(self, kT, kW, kH, dT, dW, dH, padT, padW, padH)
   volumes.counts(self, 1, { dilationT = dilationT or 1, dilationW = dilationW or 1,
      dilationH = dilationH or 1 })
end

function VolumetricDilatedMaxPooling:clearState() return Parent.clearState(self) end

function VolumetricDilatedMaxPooling:__tostring__()
   return ('%s, %d,%d,%d)'):format(Parent.__tostring__(self):sub(1, -2), self.dilationT,
      self.dilationW, self.dilationH)
end

return VolumetricDilatedMaxPooling
