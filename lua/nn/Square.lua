--- Square.lua - y = x * x.

local torch = require 'torch'
require 'nn.Module'

local Square = torch.class('nn.Square', 'nn.Module')

require 'nn.activate'(Square, 'square')

return Square
