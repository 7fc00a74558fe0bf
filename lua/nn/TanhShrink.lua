--- TanhShrink.lua - y = x - tanh(x).
--
--    print(('%.4f'):format(nn.TanhShrink():forward(torch.Tensor{1})[1])) --> 0.2384

local torch = require 'torch'
require 'nn.Module'

local TanhShrink = torch.class('nn.TanhShrink', 'nn.Module')

require 'nn.activate'(TanhShrink, 'tanhshrink')

return TanhShrink
