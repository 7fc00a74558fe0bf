--- Square.lua - y = x * x.
--
--    print(nn.Square():forward(torch.Tensor{3})[1]) --> 9

local torch = require 'torch'
require 'nn.Module'

local Square = torch.class('nn.Square', 'nn.Module')

require 'nn.activate'(Square, 'square')

return Square
