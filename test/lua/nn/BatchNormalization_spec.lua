--- Batch normalisation of features and of maps.

local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

describe('nn.BatchNormalization', function()
   it('starts with the statistics 0 and 1 and the bias 0', function()
      local layer = nn.BatchNormalization(3)
      assert.are.same({ 0, 0, 0 }, layer.running_mean:totable())
      assert.are.same({ 1, 1, 1 }, layer.running_var:totable())
      assert.are.same({ 0, 0, 0 }, layer.bias:totable())
   end)

   it('gives every feature mean 0 and variance 1', function()
      local y = nn.BatchNormalization(3, 0, 0.1,
         false):forward(torch.randn(50, 3):mul(7):add(4))
      for c = 1, 3 do
         local column = y:select(2, c)
         assert.is_true(math.abs(column:mean()) < 1e-12)
         assert.is_true(math.abs(column:norm() ^ 2 / 50 - 1) < 1e-12)
      end
   end)

   it('has the gradients of central differences, training and evaluating', function()
      local layer, x = nn.BatchNormalization(3), torch.randn(6, 3)
      assert.is_true(gradientError(nn.Sequential():add(layer):add(nn.Square()), x) < 1e-7)
      local input = torch.Tensor(6, 3)
      assert.is_true(nn.Jacobian.testJacobianParameters(layer, input, layer.weight,
         layer.gradWeight) < 1e-6)
      layer:evaluate()
      assert.is_true(gradientError(nn.Sequential():add(layer):add(nn.Square()), x) < 1e-7)
   end)

   it('gives back the input when weight and bias are its deviation and mean', function()
      local x = torch.randn(20, 2):mul(3):add(5)
      local layer = nn.BatchNormalization(2, 1e-12)
      for c = 1, 2 do
         local column = x:select(2, c)
         layer.bias[c] = column:mean()
         layer.weight[c] = (column - column:mean()):norm() / math.sqrt(20)
      end
      assert.is_true((layer:forward(x) - x):abs():max() < 1e-5)
   end)

   it('gives a sample the same output whatever it stands beside, when evaluating',
      function()
      local layer = nn.BatchNormalization(2)
      layer:forward(torch.randn(10, 2))
      layer:evaluate()
      local x = torch.randn(4, 2)
      local alone = layer:forward(x:narrow(1, 1, 1)):clone()
      assert.are.equal(0, (layer:forward(x):narrow(1, 1, 1) - alone):abs():max())
   end)

   it('moves the running statistics, with the unbiased variance', function()
      local layer = nn.BatchNormalization(1, 0, 0.1)
      layer:forward(torch.Tensor { { 1 }, { 3 } })
      assert.is_true(math.abs(layer.running_mean[1] - 0.2) < 1e-12)
      assert.is_true(math.abs(layer.running_var[1] - (0.9 + 0.1 * 2)) < 1e-12)
   end)

   it('has the statistics of 20 batches as their moving averages', function()
      local layer, mean, var = nn.BatchNormalization(1, 1e-5, 0.1), 0, 1
      for _ = 1, 20 do
         local x = torch.randn(8, 1)
         layer:forward(x)
         local m = x:mean()
         mean = 0.9 * mean + 0.1 * m
         var = 0.9 * var + 0.1 * (x - m):norm() ^ 2 / 7
      end
      assert.is_true(math.abs(layer.running_mean[1] - mean) < 1e-12)
      assert.is_true(math.abs(layer.running_var[1] - var) < 1e-12)
   end)

   it('says what it expects', function()
      local layer = nn.BatchNormalization(3)
      assert.has_error(function() layer:forward(torch.Tensor(3)) end,
         'BatchNormalization: input is torch.DoubleTensor 3, expected N x C with C = 3')
      assert.has_error(function() layer:forward(torch.Tensor(2, 4)) end,
         'BatchNormalization: input is torch.DoubleTensor 2x4, expected N x C with C = 3')
      assert.has_error(function() nn.BatchNormalization() end,
         'BatchNormalization: nOutput is nil, expected a whole number of 1 or more')
      assert.has_error(function()
         layer:backward(torch.randn(2, 3), torch.randn(2, 3))
      end,
         'BatchNormalization: backward before forward: there is no batch to go back to')
   end)
end)

describe('nn.SpatialBatchNormalization', function()
   it('equals BatchNormalization of the pixels of each map', function()
      local maps, flat = nn.SpatialBatchNormalization(3), nn.BatchNormalization(3)
      flat.weight:copy(maps.weight)
      local x = torch.randn(4, 3, 5, 6)
      local pixels = x:transpose(2, 4):contiguous():view(-1, 3)
      local wanted = flat:forward(pixels):view(4, 6, 5, 3):transpose(2, 4)
      assert.is_true((maps:forward(x) - wanted):abs():max() < 1e-12)
      assert.is_true((maps.running_var - flat.running_var):abs():max() < 1e-12)
   end)

   it('takes images only', function()
      assert.has_error(function()
         nn.SpatialBatchNormalization(2):forward(torch.Tensor(2, 2))
      end,
         'SpatialBatchNormalization: input is torch.DoubleTensor 2x2, expected N x C '
         .. 'x H x W with C = 2')
   end)
end)
