--- Sigmoid.lua - y = 1 / (1 + exp(-x)).

local torch = require 'torch'
require 'nn.Module'

local Sigmoid = torch.class('nn.Sigmoid', 'nn.Module')

require 'nn.activate'(Sigmoid, 'sigmoid')

return Sigmoid
