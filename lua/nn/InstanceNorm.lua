--- InstanceNorm.lua - mean 0 and variance 1 of every channel of every sample by itself,
-- then a learned scale and shift of each channel.
-- Ulyanov, Vedaldi, Lempitsky (2016), Instance normalization, arXiv:1607.08022.
--
--    local y = nn.InstanceNorm(3):forward(torch.rand(2, 3, 5, 5))
--    print(math.abs(y[2][3]:mean()) < 1e-6) --> true

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.GroupNorm'

local InstanceNorm, Parent = torch.class('nn.InstanceNorm', 'nn.GroupNorm')

--- channels: how many. eps: added to the variance, 1e-5 without. affine: false leaves
-- scale and shift out.
function InstanceNorm:__init(channels, eps, affine)
   expect.count(self, 'channels', channels)
   Parent.__init(self, channels, channels, eps, affine)
end

--- Raise for channels of one element, which would all become 0.
function InstanceNorm:shaped(name, tensor)
   Parent.shaped(self, name, tensor)
   if tensor:nElement() == tensor:size(1) * tensor:size(2) then
      expect.fail(self, '%s is %s: channels of one element have no variance', name,
         expect.describe(tensor))
   end
   return tensor
end

function InstanceNorm:__tostring__()
   return ('%s(%d)'):format(torch.type(self), self.channels)
end

return InstanceNorm
