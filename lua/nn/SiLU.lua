--- SiLU.lua - sigmoid linear unit, also called Swish: y = x / (1 + exp(-beta x)).
-- Elfwing, Uchibe, Doya (2017), arXiv:1702.03118; Ramachandran, Zoph, Le (2017),
-- Searching for activation functions, arXiv:1710.05941.
--
--    print(('%.4f'):format(nn.SiLU():forward(torch.Tensor { 1 })[1])) --> 0.7311

local torch = require 'torch'
local expect = require 'nn.expect'

local SiLU, Parent = torch.class('nn.SiLU', 'nn.Module')

--- beta: 1 without.
function SiLU:__init(beta)
   Parent.__init(self)
   if beta ~= nil and type(beta) ~= 'number' then
      expect.fail(self, 'beta is %s, expected a number', expect.describe(beta))
   end
   self.beta = beta or 1
end

require 'nn.activate'(SiLU, 'silu', 'beta')

return SiLU
