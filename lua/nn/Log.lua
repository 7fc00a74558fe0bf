--- Log.lua - y = natural logarithm of x.

local torch = require 'torch'
require 'nn.Module'

local Log = torch.class('nn.Log', 'nn.Module')

require 'nn.activate'(Log, 'log')

return Log
