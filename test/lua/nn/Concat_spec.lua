local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

describe('nn.Concat', function()
   it('joins outputs along the dimension', function()
      local layer = nn.Concat(2):add(nn.Identity()):add(nn.MulConstant(10))
      assert.are.same({ { 1, 2, 10, 20 } }, layer:forward(torch.Tensor { { 1,
         2 } }):totable())
      assert.are.same({ { 31, 42 } },
         layer:backward(torch.Tensor { { 1, 2 } },
            torch.Tensor { { 1, 2, 3, 4 } }):totable())
   end)

   it('has the gradient of central differences', function()
      local layer = nn.Concat(2):add(nn.Linear(3, 2))
         :add(nn.Sequential():add(nn.Linear(3, 4)):add(nn.Sigmoid()))
      assert.is_true(gradientError(layer, torch.randn(5, 3)) < 1e-8)
   end)

   it('says which output does not fit', function()
      local layer = nn.Concat(1):add(nn.Linear(3, 2)):add(nn.Linear(3, 4))
      assert.has_error(function() layer:forward(torch.randn(5, 3)) end,
         'Concat: output of module 2 is torch.DoubleTensor 5x4, of module 1 '
         .. 'torch.DoubleTensor 5x2: '
         .. 'cannot be joined along dimension 1')
      assert.has_error(function()
         nn.Concat()
      end, 'Concat: dimension is nil, expected a whole number of 1 or more')
      assert.has_error(function() nn.Concat(1):forward(torch.randn(2)) end,
         'Concat: there is no module to run; add one')
   end)
end)
