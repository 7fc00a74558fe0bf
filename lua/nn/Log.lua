--- Log.lua - y = natural logarithm of x.
--
--    print(nn.Log():forward(torch.Tensor{1})[1]) --> 0

local torch = require 'torch'
require 'nn.Module'

local Log = torch.class('nn.Log', 'nn.Module')

require 'nn.activate'(Log, 'log')

return Log
