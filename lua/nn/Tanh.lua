--- Tanh.lua - hyperbolic tangent of every element.
--
--    print(nn.Tanh():forward(torch.Tensor{0})[1]) --> 0

local torch = require 'torch'
require 'nn.Module'

local Tanh = torch.class('nn.Tanh', 'nn.Module')

require 'nn.activate'(Tanh, 'tanh')

return Tanh
