--- deconvolutions.lua - transposed convolutions of DCGAN's generator, one direction at a
-- time, the generator, and steps of both networks.

local torch = require 'torch'

-- name, channels, height, channels out, step, padding; kernels are 4 x 4, 16 images.
local layers = {
   { 'g1_100-512_1', 100, 1, 512, 1, 0 }, { 'g2_512-256_4', 512, 4, 256, 2, 1 },
   { 'g3_256-128_8', 256, 8, 128, 2, 1 }, { 'g4_128-64_16', 128, 16, 64, 2, 1 },
   { 'g5_64-3_32', 64, 32, 3, 2, 1 },
}

local function build(direction, c, h, k, s, p)
   local nn = require 'nn'
   torch.manualSeed(1)
   local layer = nn.SpatialFullConvolution(c, k, 4, 4, s, s, p, p):float()
   local x = torch.FloatTensor(16, c, h, h):normal()
   local gradient = layer:forward(x):clone():normal()
   if direction ~= 'fwd' then layer:noBias() end
   local runs = {
      fwd = function() layer:updateOutput(x) end,
      bwd_data = function() layer:updateGradInput(x, gradient) end,
      bwd_weight = function() layer:accGradParameters(x, gradient) end,
   }
   return { run = runs[direction], flops = 2 * x:nElement() * k * 16 }
end

local function generator()
   local nn = require 'nn'
   local net, sizes = nn.Sequential(), { 100, 512, 256, 128, 64 }
   for i = 1, 4 do
      local s, p = i == 1 and 1 or 2, i == 1 and 0 or 1
      net:add(nn.SpatialFullConvolution(sizes[i], sizes[i + 1], 4, 4, s, s, p, p):noBias())
      net:add(nn.SpatialBatchNormalization(sizes[i + 1])):add(nn.ReLU(true))
   end
   return net:add(nn.SpatialFullConvolution(64, 3, 4, 4, 2, 2, 1, 1):noBias())
      :add(nn.Tanh()):float()
end

local function discriminator()
   local nn = require 'nn'
   local net, sizes = nn.Sequential(), { 3, 64, 128, 256, 512 }
   for i = 1, 4 do
      net:add(nn.SpatialConvolution(sizes[i], sizes[i + 1], 4, 4, 2, 2, 1, 1):noBias())
      if i > 1 then net:add(nn.SpatialBatchNormalization(sizes[i + 1])) end
      net:add(nn.LeakyReLU(0.2, true))
   end
   return net:add(nn.SpatialConvolution(512, 1, 4, 4):noBias()):add(nn.Sigmoid())
      :add(nn.View(-1)):float()
end

-- A step of the discriminator on real and made images, then one of the generator.
local function step(batch)
   local nn, optim = require 'nn', require 'optim'
   torch.manualSeed(1)
   local G, D, criterion = generator(), discriminator(), nn.BCECriterion():float()
   local z = torch.FloatTensor(batch, 100, 1, 1):normal()
   local real = torch.FloatTensor(batch, 3, 64, 64):normal()
   local one, zero = torch.FloatTensor(batch):fill(1), torch.FloatTensor(batch):zero()
   local g, gradG = G:getParameters()
   local d, gradD = D:getParameters()
   local configG = { learningRate = 2e-4, beta1 = 0.5 }
   local configD = { learningRate = 2e-4, beta1 = 0.5 }
   local first = D:get(1) -- needs a gradient by its input in the generator's step only
   local gradImage = first.gradInput
   G:get(1).gradInput = nil
   local function evaluateD()
      first.gradInput = nil
      gradD:zero()
      local loss = criterion:forward(D:forward(real), one)
      D:backward(real, criterion:backward(D.output, one))
      local made = G:forward(z)
      loss = loss + criterion:forward(D:forward(made), zero)
      D:backward(made, criterion:backward(D.output, zero))
      return loss, gradD
   end
   local function evaluateG()
      first.gradInput = gradImage
      gradG:zero()
      local loss = criterion:forward(D:forward(G.output), one)
      G:backward(z, D:updateGradInput(G.output, criterion:backward(D.output, one)))
      return loss, gradG
   end
   return { run = function()
      optim.adam(evaluateD, d, configD)
      optim.adam(evaluateG, g, configG)
   end }
end

return function(define)
   for _, layer in ipairs(layers) do
      for _, direction in ipairs { 'fwd', 'bwd_data', 'bwd_weight' } do
         define(('deconv.dcgan_b16.%s.%s'):format(layer[1], direction), function()
            return build(direction, unpack(layer, 2))
         end)
      end
   end
   define('deconv.dcgan_generator.fwd_b16', function()
      local net, z = generator(), torch.FloatTensor(16, 100, 1, 1):normal()
      return { run = function() return net:forward(z) end }
   end)
   define('gan.dcgan64.train_b16_adam', function() return step(16) end)
   define('gan.dcgan64.train_b64_adam', function() return step(64) end)
end
