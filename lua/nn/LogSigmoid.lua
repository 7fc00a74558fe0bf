--- LogSigmoid.lua - y = log(1 / (1 + exp(-x))), without overflow.

local torch = require 'torch'
require 'nn.Module'

local LogSigmoid = torch.class('nn.LogSigmoid', 'nn.Module')

require 'nn.activate'(LogSigmoid, 'logsigmoid')

return LogSigmoid
