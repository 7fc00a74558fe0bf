--- Abs.lua - absolute value of every element.
--
--    print(unpack(nn.Abs():forward(torch.Tensor{-1, 2}):totable())) --> 1 2

local torch = require 'torch'
require 'nn.Module'

local Abs = torch.class('nn.Abs', 'nn.Module')

require 'nn.activate'(Abs, 'abs')

return Abs
