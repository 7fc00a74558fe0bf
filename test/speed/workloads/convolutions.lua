--- convolutions.lua - convolution layers of well-known nets, one direction at a time.

local torch = require 'torch'

--   name                          N   C    H    K    R   s  p  groups
local layers = {
   { 'resnet50.7x7s2_3-64_224', 8, 3, 224, 64, 7, 2, 3 },
   { 'resnet50.1x1_64-64_56', 8, 64, 56, 64, 1, 1, 0 },
   { 'resnet50.3x3_64-64_56', 8, 64, 56, 64, 3, 1, 1 },
   { 'resnet50.1x1_64-256_56', 8, 64, 56, 256, 1, 1, 0 },
   { 'resnet50.1x1_256-64_56', 8, 256, 56, 64, 1, 1, 0 },
   { 'resnet50.1x1_256-128_56', 8, 256, 56, 128, 1, 1, 0 },
   { 'resnet50.3x3s2_128-128_56', 8, 128, 56, 128, 3, 2, 1 },
   { 'resnet50.1x1s2_256-512_56', 8, 256, 56, 512, 1, 2, 0 },
   { 'resnet50.1x1_128-512_28', 8, 128, 28, 512, 1, 1, 0 },
   { 'resnet50.1x1_512-128_28', 8, 512, 28, 128, 1, 1, 0 },
   { 'resnet50.3x3_128-128_28', 8, 128, 28, 128, 3, 1, 1 },
   { 'resnet50.1x1_512-256_28', 8, 512, 28, 256, 1, 1, 0 },
   { 'resnet50.3x3s2_256-256_28', 8, 256, 28, 256, 3, 2, 1 },
   { 'resnet50.1x1s2_512-1024_28', 8, 512, 28, 1024, 1, 2, 0 },
   { 'resnet50.1x1_256-1024_14', 8, 256, 14, 1024, 1, 1, 0 },
   { 'resnet50.1x1_1024-256_14', 8, 1024, 14, 256, 1, 1, 0 },
   { 'resnet50.3x3_256-256_14', 8, 256, 14, 256, 3, 1, 1 },
   { 'resnet50.1x1_1024-512_14', 8, 1024, 14, 512, 1, 1, 0 },
   { 'resnet50.3x3s2_512-512_14', 8, 512, 14, 512, 3, 2, 1 },
   { 'resnet50.1x1s2_1024-2048_14', 8, 1024, 14, 2048, 1, 2, 0 },
   { 'resnet50.1x1_512-2048_7', 8, 512, 7, 2048, 1, 1, 0 },
   { 'resnet50.1x1_2048-512_7', 8, 2048, 7, 512, 1, 1, 0 },
   { 'resnet50.3x3_512-512_7', 8, 512, 7, 512, 3, 1, 1 },
   { 'vgg.3x3_3-64_224', 8, 3, 224, 64, 3, 1, 1 },
   { 'vgg.3x3_64-64_224', 8, 64, 224, 64, 3, 1, 1 },
   { 'vgg.3x3_64-128_112', 8, 64, 112, 128, 3, 1, 1 },
   { 'vgg.3x3_128-128_112', 8, 128, 112, 128, 3, 1, 1 },
   { 'vgg.3x3_128-256_56', 8, 128, 56, 256, 3, 1, 1 },
   { 'vgg.3x3_256-256_56', 8, 256, 56, 256, 3, 1, 1 },
   { 'vgg.3x3_256-512_28', 8, 256, 28, 512, 3, 1, 1 },
   { 'vgg.3x3_512-512_28', 8, 512, 28, 512, 3, 1, 1 },
   { 'vgg.3x3_512-512_14', 8, 512, 14, 512, 3, 1, 1 },
   { 'lenet.5x5_1-6_28p2', 64, 1, 28, 6, 5, 1, 2 },
   { 'lenet.5x5_6-16_14', 64, 6, 14, 16, 5, 1, 0 },
   { 'lenet.5x5_1-20_28', 64, 1, 28, 20, 5, 1, 0 },
   { 'lenet.5x5_20-50_12', 64, 20, 12, 50, 5, 1, 0 },
   { 'alexnet.11x11s4_3-64_224', 8, 3, 224, 64, 11, 4, 2 },
   { 'alexnet.5x5_64-192_27', 8, 64, 27, 192, 5, 1, 2 },
   { 'alexnet.3x3_192-384_13', 8, 192, 13, 384, 3, 1, 1 },
   { 'alexnet.3x3_384-256_13', 8, 384, 13, 256, 3, 1, 1 },
   { 'alexnet.3x3_256-256_13', 8, 256, 13, 256, 3, 1, 1 },
   { 'dqn.8x8s4_4-16_84', 32, 4, 84, 16, 8, 4, 0 },
   { 'dqn.4x4s2_16-32_20', 32, 16, 20, 32, 4, 2, 0 },
   { 'depthwise.3x3_64_56', 8, 64, 56, 64, 3, 1, 1, 64 },
   { 'depthwise.3x3s2_128_56', 8, 128, 56, 128, 3, 2, 1, 128 },
}

local function build(direction, n, c, h, k, r, s, p, groups)
   local cr = require 'cbind'
   groups = groups or 1
   torch.manualSeed(1)
   local x = torch.FloatTensor(n, c, h, h):normal()
   local w = torch.FloatTensor(k, c / groups, r, r):normal()
   local bias, y = torch.FloatTensor(k):normal(), torch.FloatTensor()
   cr.convolve(y, x, w, bias, s, s, p, p, 1, 1, groups)
   local gradient = y:clone():normal()
   local gx, gw = torch.FloatTensor(), w:clone():zero()
   local runs = {
      fwd = function() cr.convolve(y, x, w, bias, s, s, p, p, 1, 1, groups) end,
      bwd_data = function() cr.convolve_backward_input(gx, gradient, w, h, h, s, s, p, p,
         1, 1, groups) end,
      bwd_weight = function() cr.convolve_backward_weight(gw, nil, x, gradient, 1, s, s,
         p, p, 1, 1, groups) end,
   }
   return { run = runs[direction], flops = 2 * y:nElement() * c / groups * r * r }
end

return function(define)
   for _, layer in ipairs(layers) do
      for _, direction in ipairs { 'fwd', 'bwd_data', 'bwd_weight' } do
         define(('conv.%s.%s'):format(layer[1], direction), function()
            return build(direction, unpack(layer, 2))
         end)
      end
   end
end
