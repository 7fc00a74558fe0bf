--- SoftSign.lua - y = x / (1 + |x|).
--
--    print(unpack(nn.SoftSign():forward(torch.Tensor{-1, 3}):totable())) --> -0.5 0.75

local torch = require 'torch'
require 'nn.Module'

local SoftSign = torch.class('nn.SoftSign', 'nn.Module')

require 'nn.activate'(SoftSign, 'softsign')

return SoftSign
