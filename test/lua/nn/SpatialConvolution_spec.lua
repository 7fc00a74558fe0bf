local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

local function count(layer)
   local total = 0
   for _, tensor in ipairs(layer:parameters()) do total = total + tensor:nElement() end
   return total
end

local function sizes(layer, ...)
   return layer:forward(torch.Tensor(...):fill(1)):size():totable()
end

describe('nn.SpatialConvolution', function()
   it('has the sizes and numbers of parameters of CS231n', function()
      local first, second = nn.SpatialConvolution(3, 6, 5, 5),
         nn.SpatialConvolution(6, 10, 5, 5)
      assert.are.same({ 6, 28, 28 }, sizes(first, 3, 32, 32))
      assert.are.same({ 10, 24, 24 }, sizes(second, 6, 28, 28))
      assert.are.same({ 456, 1510 }, { count(first), count(second) })
      assert.are.same({ 76, 760 }, { count(nn.SpatialConvolution(3, 1, 5, 5)),
         count(nn.SpatialConvolution(3, 10, 5, 5)) })
   end)

   it('follows the formula of strides: 7 pixels and a kernel of 3 give 5, 3 and 2',
      function()
      for stride, wanted in ipairs { 5, 3, 2 } do
         assert.are.same({ 1, wanted, wanted },
            sizes(nn.SpatialConvolution(1, 1, 3, 3, stride, stride), 1, 7, 7))
      end
   end)

   it('keeps the size with padding (F - 1) / 2', function()
      for _, case in ipairs { { 3, 1 }, { 5, 2 }, { 7, 3 } } do
         local layer = nn.SpatialConvolution(1, 1, case[1], case[1], 1, 1, case[2],
            case[2])
         assert.are.same({ 1, 32, 32 }, sizes(layer, 1, 32, 32))
      end
      -- even: never
      assert.are.same({ 1, 31, 31 }, sizes(nn.SpatialConvolution(1, 1, 4, 4, 1, 1, 1, 1),
         1, 32, 32))
   end)

   it('has the size floor((W + 2 P - F) / S) + 1 for any K, F, S and P', function()
      for _, F in ipairs { 1, 2, 3, 5, 7 } do
         for _, S in ipairs { 1, 2 } do
            for _, P in ipairs { 0, 2 } do
               local K, W, H = F + S, 9, 11
               local layer = nn.SpatialConvolution(2, K, F, F, S, S, P, P)
               local function size(n) return math.floor((n + 2 * P - F) / S) + 1 end
               assert.are.same({ K, size(H), size(W) }, sizes(layer, 2, H, W))
               assert.are.equal(K * (2 * F * F + 1), count(layer))
            end
         end
      end
   end)

   it('has the gradients of central differences', function()
      local layer = nn.SpatialConvolution(2, 3, 3, 2, 2, 1, 1, 0)
      assert.is_true(gradientError(layer, torch.randn(2, 2, 5, 6)) < 1e-8)
      local input = torch.Tensor(2, 5, 6)
      assert.is_true(nn.Jacobian.testJacobianParameters(layer, input, layer.weight,
         layer.gradWeight) < 1e-6)
      assert.is_true(nn.Jacobian.testJacobianParameters(layer, input, layer.bias,
         layer.gradBias) < 1e-6)
   end)

   it('equals Linear on every pixel where the kernel is 1x1', function()
      local layer, linear = nn.SpatialConvolution(4, 3, 1, 1), nn.Linear(4, 3)
      linear.weight:copy(layer.weight)
      linear.bias:copy(layer.bias)
      local x = torch.randn(4, 5, 6)
      local wanted = linear:forward(x:view(4, 30):t()):t()
      assert.is_true((layer:forward(x):view(3, 30) - wanted):abs():max() < 1e-12)
   end)

   it('allocates no storage in a step once its buffers have their sizes', function()
      local layer, x = nn.SpatialConvolution(8, 16, 5, 5), torch.randn(16, 8, 12, 12)
      local counters = require 'cbind.memory'.counters
      local dy = layer:forward(x):clone()
      layer:backward(x, dy)
      local before = counters.allocated
      for _ = 1, 3 do
         layer:forward(x)
         layer:backward(x, dy)
      end
      assert.are.equal(before, counters.allocated)
   end)

   it('says what it expects', function()
      local layer = nn.SpatialConvolution(2, 1, 3, 3)
      assert.has_error(function() layer:forward(torch.Tensor(1, 4, 4)) end,
         'SpatialConvolution: input has 1 planes but weight expects 2; input is '
         .. 'torch.DoubleTensor 1x4x4')
      assert.has_error(function() layer:forward(torch.Tensor(4, 4)) end,
         'SpatialConvolution: input is torch.DoubleTensor 4x4, expected C x H x W or '
         .. 'N x C x H x W')
      assert.has_error(function()
         layer:forward(torch.Tensor(2, 4, 4))
         layer:backward(torch.Tensor(2, 4, 4), torch.Tensor(1, 3, 3))
      end, 'SpatialConvolution: gradOutput is torch.DoubleTensor 1x3x3 but output is '
         .. 'torch.DoubleTensor 1x2x2')
      assert.has_error(function() nn.SpatialConvolution(1, 1, 3) end,
         'SpatialConvolution: kH is nil, expected a whole number of 1 or more')
      assert.has_error(function() layer:forward(torch.Tensor(2, 2, 2)) end)
   end)

   it('takes strided and single images', function()
      local layer, x = nn.SpatialConvolution(2, 2, 2, 2), torch.randn(2, 5, 4)
      local wanted = layer:forward(x:transpose(2, 3):clone()):clone()
      assert.are.equal(0, (layer:forward(x:transpose(2, 3)) - wanted):abs():max())
      local batch = layer:forward(x:transpose(2, 3):clone():view(1, 2, 4, 5))
      assert.are.same({ 1, 2, 3, 4 }, batch:size():totable())
   end)
end)

describe('nn.SpatialMaxPooling', function()
   it('gives the example of CS231n', function()
      local x = torch.Tensor { { { 1, 1, 2, 4 }, { 5, 6, 7, 8 }, { 3, 2, 1, 0 },
         { 1, 2, 3, 4 } } }
      local layer = nn.SpatialMaxPooling(2, 2, 2, 2)
      assert.are.same({ { { 6, 8 }, { 3, 4 } } }, layer:forward(x):totable())
      assert.are.same({ { { 6, 8 }, { 9, 16 } } }, layer.indices:totable())
      assert.is_true(gradientError(layer, torch.randn(2, 2, 6, 6)) < 1e-8)
   end)

   it('counts windows beyond the border with ceil', function()
      assert.are.same({ 1, 2, 2 }, sizes(nn.SpatialMaxPooling(2, 2, 2, 2), 1, 5, 5))
      assert.are.same({ 1, 3, 3 }, sizes(nn.SpatialMaxPooling(2, 2, 2, 2):ceil(), 1, 5,
         5))
   end)

   it('says what it expects', function()
      assert.has_error(function()
         nn.SpatialMaxPooling(2, 2):forward(torch.Tensor(2, 2))
      end,
         'SpatialMaxPooling: input is torch.DoubleTensor 2x2, expected C x H x W or N '
         .. 'x C x H x W')
      assert.has_error(function()
         nn.SpatialMaxPooling(3, 3):forward(torch.Tensor(1, 2, 2))
      end)
   end)
end)

describe('nn.SpatialAveragePooling', function()
   it('gives means, whose gradient is that of central differences', function()
      local layer = nn.SpatialAveragePooling(2, 2, 2, 2)
      assert.are.same({ { { 2.5 } } }, layer:forward(torch.Tensor { { { 1, 2 },
         { 3, 4 } } }):totable())
      assert.is_true(gradientError(nn.SpatialAveragePooling(3, 2, 2, 1, 1, 1),
         torch.randn(1, 2, 5, 6)) < 1e-8)
   end)
end)

describe('Convolutional networks', function()
   local function parameters(net) return (net:getParameters()):nElement() end

   it('have the numbers of parameters of LeNet-5 and of Caffe\'s LeNet', function()
      local lenet = nn.Sequential():add(nn.SpatialConvolution(1, 6, 5, 5, 1, 1, 2, 2))
         :add(nn.Tanh())
         :add(nn.SpatialMaxPooling(2, 2)):add(nn.SpatialConvolution(6, 16, 5, 5))
            :add(nn.Tanh())
         :add(nn.SpatialMaxPooling(2, 2)):add(nn.View(400)):add(nn.Linear(400, 120))
            :add(nn.Tanh())
         :add(nn.Linear(120, 84)):add(nn.Tanh()):add(nn.Linear(84, 10))
      local caffe = nn.Sequential():add(nn.SpatialConvolution(1, 20, 5, 5))
         :add(nn.SpatialMaxPooling(2, 2))
         :add(nn.SpatialConvolution(20, 50, 5, 5)):add(nn.SpatialMaxPooling(2, 2))
            :add(nn.View(800))
         :add(nn.Linear(800, 500)):add(nn.ReLU()):add(nn.Linear(500, 10))
      assert.are.same({ 61706, 431080 }, { parameters(lenet), parameters(caffe) })
      assert.are.same({ 2, 10 }, sizes(lenet, 2, 1, 28, 28))
      assert.are.same({ 2, 10 }, sizes(caffe, 2, 1, 28, 28))
   end)
end)
