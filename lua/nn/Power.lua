--- Power.lua - y = x to the power pow.
--
--    print(nn.Power(3):forward(torch.Tensor{2})[1]) --> 8

local torch = require 'torch'
require 'nn.Module'
local expect = require 'nn.expect'

local Power, Parent = torch.class('nn.Power', 'nn.Module')

function Power:__init(p)
   if type(p) ~= 'number' then
      expect.fail(self, 'pow is %s, expected a number', expect.describe(p))
   end
   Parent.__init(self)
   self.pow = p
end

require 'nn.activate'(Power, 'power', 'pow')

return Power
