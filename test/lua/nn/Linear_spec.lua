local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

describe('nn.Linear', function()
   local function layer()
      local made = nn.Linear(3, 2)
      made.weight:copy(torch.Tensor { { 1, 2, 3 }, { 4, 5, 6 } })
      made.bias:copy(torch.Tensor { 10, 20 })
      return made
   end

   it('draws the weights of Torch7 from the same seed', function()
      torch.manualSeed(123)
      local weight = nn.Linear(3, 2).weight
      assert.are.equal(' 0.2269  0.2459 -0.2469\n-0.0826 -0.3154  '
         .. '0.2204\n[torch.DoubleTensor of size 2x3]\n',
         tostring(weight))
   end)

   it('gives W x + b for a sample and for a batch', function()
      assert.are.same({ 16, 35 }, layer():forward(torch.Tensor { 1, 1, 1 }):totable())
      assert.are.same({ { 16, 35 }, { 11, 24 } },
         layer():forward(torch.Tensor { { 1, 1, 1 }, { 1, 0, 0 } }):totable())
   end)

   it('has the gradients of central differences', function()
      assert.is_true(gradientError(nn.Linear(4, 3), torch.randn(5, 4)) < 1e-8)
      assert.is_true(gradientError(nn.Linear(4, 3), torch.randn(4)) < 1e-8)
      local made, input = nn.Linear(3, 2), torch.Tensor(4, 3)
      assert.is_true(nn.Jacobian.testJacobianParameters(made, input, made.weight,
         made.gradWeight) < 1e-7)
      assert.is_true(nn.Jacobian.testJacobianParameters(made, input, made.bias,
         made.gradBias) < 1e-7)
   end)

   it('adds scale times its gradients to those kept', function()
      local made, x, dy = layer(), torch.Tensor { { 1, 2, 3 } },
         torch.Tensor { { 1, -1 } }
      made:forward(x)
      made:backward(x, dy, 2)
      made:backward(x, dy, 1)
      assert.are.same({ { 3, 6, 9 }, { -3, -6, -9 } }, made.gradWeight:totable())
      assert.are.same({ 3, -3 }, made.gradBias:totable())
   end)

   it('takes strided inputs', function()
      local x = torch.Tensor { { 1, 1 }, { 1, 0 }, { 1, 0 } }
      assert.are.same({ { 16, 35 }, { 11, 24 } }, layer():forward(x:t()):totable())
   end)

   it('does without a bias', function()
      local made = nn.Linear(3, 2, false)
      assert.is_nil(made.bias)
      assert.are.equal(1, #made:parameters())
      assert.are.equal('nn.Linear(3 -> 2) without bias', tostring(made))
      made:forward(torch.Tensor(2, 3):fill(1))
      made:backward(torch.Tensor(2, 3):fill(1), torch.Tensor(2, 2):fill(1))
   end)

   it('allocates nothing in a step once its buffers have their sizes', function()
      local made, x, dy = nn.Linear(20, 10), torch.randn(8, 20), torch.randn(8, 10)
      local memory = require 'cbind.memory'.counters
      made:forward(x)
      made:backward(x, dy)
      local before = memory.allocated
      for _ = 1, 100 do
         made:forward(x)
         made:backward(x, dy)
      end
      assert.are.equal(before, memory.allocated)
   end)

   it('says what it was made for', function()
      assert.has_error(function() layer():forward(torch.Tensor(2, 4)) end,
         'Linear: input has 4 features but the layer was made for 3')
      assert.has_error(function() layer():forward(torch.Tensor(2, 2, 3)) end,
         'Linear: input is torch.DoubleTensor 2x2x3, expected 3 features or N x 3')
      assert.has_error(function() layer():forward(torch.Tensor()) end,
         'Linear: input is torch.DoubleTensor empty, expected 3 features or N x 3')
      assert.has_error(function()
         layer():forward(nil)
      end, 'Linear: input is nil, expected a tensor')
      assert.has_error(function() layer():forward(torch.FloatTensor(3)) end,
         'Linear: input is torch.FloatTensor 3, expected a torch.DoubleTensor as the '
         .. 'layer is; '
         .. "convert one of them with :type('torch.DoubleTensor')")
      assert.has_error(function() layer():backward(torch.Tensor(3), torch.Tensor(3)) end,
         'Linear: gradOutput has 3 features but the layer was made for 2')
      assert.has_error(function() nn.Linear(3) end,
         'Linear: outputSize is nil, expected a whole number of 1 or more')
   end)

   it('steps against its gradient where it shares its weights', function()
      local alone, first, second = layer(), layer(), layer()
      second:share(first, 'weight', 'bias')
      second.shared = true
      local x, g = torch.Tensor { 1, 2, 3 }, torch.Tensor { 1, -1 }
      for _, each in ipairs { alone, second } do
         each:forward(x)
         each:backwardUpdate(x, g, 0.1)
      end
      assert.are.same(alone.weight:totable(), first.weight:totable())
   end)
end)
