--- SoftShrink.lua - y = x moved by lambda towards 0; 0 where |x| <= lambda.
--
--    print(unpack(nn.SoftShrink(1):forward(torch.Tensor{-2, 0.5, 3}):totable()))
--    --> -1 0 2

local torch = require 'torch'
require 'nn.Module'

local SoftShrink, Parent = torch.class('nn.SoftShrink', 'nn.Module')

--- lambda: 0.5 without.
function SoftShrink:__init(lambda)
   Parent.__init(self)
   self.lambda = lambda or 0.5
end

require 'nn.activate'(SoftShrink, 'softshrink', 'lambda')

return SoftShrink
