--- Exp.lua - y = e to the power x.
--
--    print(nn.Exp():forward(torch.Tensor{0})[1]) --> 1

local torch = require 'torch'
require 'nn.Module'

local Exp = torch.class('nn.Exp', 'nn.Module')

require 'nn.activate'(Exp, 'exp')

return Exp
