--- Tanh.lua - hyperbolic tangent of every element.

local torch = require 'torch'
require 'nn.Module'

local Tanh = torch.class('nn.Tanh', 'nn.Module')

require 'nn.activate'(Tanh, 'tanh')

return Tanh
