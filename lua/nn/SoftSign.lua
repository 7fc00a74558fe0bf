--- SoftSign.lua - y = x / (1 + |x|).

local torch = require 'torch'
require 'nn.Module'

local SoftSign = torch.class('nn.SoftSign', 'nn.Module')

require 'nn.activate'(SoftSign, 'softsign')

return SoftSign
