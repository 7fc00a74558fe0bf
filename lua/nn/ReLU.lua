--- ReLU.lua - rectified linear unit: y = max(0, x).
-- Nair and Hinton (2010), Rectified linear units improve restricted Boltzmann machines.
--
--    print(unpack(nn.ReLU():forward(torch.Tensor{-1, 2}):totable())) --> 0 2

local torch = require 'torch'
require 'nn.Threshold'

local ReLU, Parent = torch.class('nn.ReLU', 'nn.Threshold')

--- p: true to write over the input.
function ReLU:__init(p)
   Parent.__init(self, 0, 0, p)
end

return ReLU
