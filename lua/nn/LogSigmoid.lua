--- LogSigmoid.lua - y = log(1 / (1 + exp(-x))), without overflow.
--
--    print(('%.4f'):format(nn.LogSigmoid():forward(torch.Tensor{0})[1])) --> -0.6931

local torch = require 'torch'
require 'nn.Module'

local LogSigmoid = torch.class('nn.LogSigmoid', 'nn.Module')

require 'nn.activate'(LogSigmoid, 'logsigmoid')

return LogSigmoid
