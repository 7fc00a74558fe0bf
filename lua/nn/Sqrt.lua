--- Sqrt.lua - y = square root of x; the gradient at 0 is 0.
--
--    print(nn.Sqrt():forward(torch.Tensor{9})[1]) --> 3

local torch = require 'torch'
require 'nn.Module'

local Sqrt = torch.class('nn.Sqrt', 'nn.Module')

require 'nn.activate'(Sqrt, 'sqrt')

return Sqrt
