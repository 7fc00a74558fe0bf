--- InstanceNormalization.lua - nn.InstanceNorm by the name that style transfer programs
-- for Torch7 use.
--
--    print(nn.InstanceNormalization(3):forward(torch.rand(2, 3, 5, 5)):size(2)) --> 3

local torch = require 'torch'
require 'nn.InstanceNorm'

local InstanceNormalization, Parent = torch.class('nn.InstanceNormalization',
   'nn.InstanceNorm')

--- nOutput: number of channels. eps: 1e-5 without. momentum: taken and not used, as there
-- are no running means. affine: false leaves scale and shift out.
function InstanceNormalization:__init(nOutput, eps, momentum, affine)
   Parent.__init(self, nOutput, eps, affine)
end

return InstanceNormalization
