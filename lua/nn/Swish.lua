--- Swish.lua - another name of nn.SiLU: y = x / (1 + exp(-beta x)).
--
--    print(('%.4f'):format(nn.Swish(2):forward(torch.Tensor { 1 })[1])) --> 0.8808

local torch = require 'torch'
require 'nn.SiLU'

local Swish = torch.class('nn.Swish', 'nn.SiLU')

return Swish
