--- Sigmoid.lua - y = 1 / (1 + exp(-x)).
--
--    print(nn.Sigmoid():forward(torch.Tensor{0})[1]) --> 0.5

local torch = require 'torch'
require 'nn.Module'

local Sigmoid = torch.class('nn.Sigmoid', 'nn.Module')

require 'nn.activate'(Sigmoid, 'sigmoid')

return Sigmoid
