--- HardShrink.lua - y = x where |x| > lambda, else 0.
--
--    print(unpack(nn.HardShrink(1):forward(torch.Tensor{-2, 0.5, 3}):totable()))
--    --> -2 0 3

local torch = require 'torch'
require 'nn.Module'

local HardShrink, Parent = torch.class('nn.HardShrink', 'nn.Module')

--- lambda: 0.5 without.
function HardShrink:__init(lambda)
   Parent.__init(self)
   self.lambda = lambda or 0.5
end

require 'nn.activate'(HardShrink, 'hardshrink', 'lambda')

return HardShrink
