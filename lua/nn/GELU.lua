--- GELU.lua - Gaussian error linear unit: y = x * P(X <= x), X standard normal.
-- Hendrycks and Gimpel (2016), Gaussian error linear units, arXiv:1606.08415.
--
--    print(('%.4f'):format(nn.GELU():forward(torch.Tensor { 1 })[1])) --> 0.8413

local torch = require 'torch'
require 'nn.Module'

local GELU, Parent = torch.class('nn.GELU', 'nn.Module')

--- inplace: write over the input.
function GELU:__init(inplace)
   Parent.__init(self)
   self.inplace = inplace or false
end

require 'nn.activate'(GELU, 'gelu')

return GELU
