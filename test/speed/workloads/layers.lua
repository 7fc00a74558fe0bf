--- layers.lua - normalisation and pooling, forward and backward.

local torch = require 'torch'

return function(define)
   local function both(name, bytes, shape, make)
      define(name, function()
         torch.manualSeed(1)
         local module, x = make(require 'nn'):float(),
            torch.FloatTensor(unpack(shape)):normal()
         local gradient = module:forward(x):clone():normal()
         return { bytes = bytes, run = function()
            module:forward(x)
            module:backward(x, gradient)
         end }
      end)
   end

   both('norm.batch_norm1d_1000x1000_train_fwd_bwd', 28e6, { 1000, 1000 },
      function(nn) return nn.BatchNormalization(1000) end)
   both('norm.batch_norm2d_32x64x28x28_train_fwd_bwd', 28 * 32 * 64 * 28 * 28, { 32, 64,
      28, 28 },
      function(nn) return nn.SpatialBatchNormalization(64) end)
   both('norm.layer_norm_1000x1000_train_fwd_bwd', 24e6, { 1000, 1000 },
      function(nn) return nn.LayerNorm(1000) end)

   local function pool(name, shape, make)
      define('pool.' .. name .. '.fwd', function()
         torch.manualSeed(1)
         local module, x = make(require 'nn'):float(),
            torch.FloatTensor(unpack(shape)):normal()
         return { run = function() return module:forward(x) end }
      end)
      both('pool.' .. name .. '.fwd_bwd', nil, shape, make)
   end
   pool('max3x3s2p1_8x64x112', { 8, 64, 112, 112 },
      function(nn) return nn.SpatialMaxPooling(3, 3, 2, 2, 1, 1) end)
   pool('max2x2s2_64x20x24', { 64, 20, 24, 24 },
      function(nn) return nn.SpatialMaxPooling(2, 2) end)
   pool('avg2x2s2_64x64x32', { 64, 64, 32, 32 },
      function(nn) return nn.SpatialAveragePooling(2, 2, 2, 2) end)
end
