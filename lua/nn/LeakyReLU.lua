--- LeakyReLU.lua - y = x > 0 ? x : negval * x.
--
--    print(unpack(nn.LeakyReLU(0.1):forward(torch.Tensor{-1, 2}):totable())) --> -0.1 2

local torch = require 'torch'
require 'nn.Module'
local expect = require 'nn.expect'

local LeakyReLU, Parent = torch.class('nn.LeakyReLU', 'nn.Module')

--- negval: the slope below 0, 1/100 without. inplace: write over the input.
function LeakyReLU:__init(negval, inplace)
   Parent.__init(self)
   if type(negval) == 'boolean' then negval, inplace = nil, negval end
   self.negval = negval or 1 / 100
   self.inplace = inplace or false
   if self.inplace and self.negval < 0 then
      expect.fail(self, 'negval is %s, expected 0 or more to work in place', self.negval)
   end
end

function LeakyReLU:__tostring__()
   return ('%s(%g)'):format(torch.type(self), self.negval)
end

require 'nn.activate'(LeakyReLU, 'leaky_relu', 'negval')

return LeakyReLU
