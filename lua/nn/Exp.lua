--- Exp.lua - y = e to the power x.

local torch = require 'torch'
require 'nn.Module'

local Exp = torch.class('nn.Exp', 'nn.Module')

require 'nn.activate'(Exp, 'exp')

return Exp
