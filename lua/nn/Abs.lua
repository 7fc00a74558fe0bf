--- Abs.lua - absolute value of every element.

local torch = require 'torch'
require 'nn.Module'

local Abs = torch.class('nn.Abs', 'nn.Module')

require 'nn.activate'(Abs, 'abs')

return Abs
