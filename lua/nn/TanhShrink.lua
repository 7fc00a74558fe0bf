--- TanhShrink.lua - y = x - tanh(x).

local torch = require 'torch'
require 'nn.Module'

local TanhShrink = torch.class('nn.TanhShrink', 'nn.Module')

require 'nn.activate'(TanhShrink, 'tanhshrink')

return TanhShrink
