--- ReLU6.lua - y = min(max(0, x), 6).
--
--    print(unpack(nn.ReLU6():forward(torch.Tensor{-1, 2, 9}):totable())) --> 0 2 6

local torch = require 'torch'
require 'nn.Module'

local ReLU6, Parent = torch.class('nn.ReLU6', 'nn.Module')

--- inplace: write over the input.
function ReLU6:__init(inplace)
   Parent.__init(self)
   self.inplace = inplace or false
   self.low, self.high = 0, 6
end

require 'nn.activate'(ReLU6, 'hardtanh', 'low', 'high')

return ReLU6
