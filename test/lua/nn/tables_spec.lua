--- ConcatTable, ParallelTable and the layers that join tables.

local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

describe('nn.ConcatTable', function()
   it('gives the table of outputs and the sum of gradients', function()
      local layer = nn.ConcatTable():add(nn.Identity()):add(nn.MulConstant(3))
      local x = torch.Tensor { 1, 2 }
      local y = layer:forward(x)
      assert.are.same({ { 1, 2 }, { 3, 6 } }, { y[1]:totable(), y[2]:totable() })
      local dx = layer:backward(x, { torch.Tensor { 1, 1 }, torch.Tensor { 2, 3 } })
      assert.are.same({ 7, 10 }, dx:totable())
   end)

   it('has the gradient of central differences in a residual block', function()
      local block = nn.Sequential():add(nn.ConcatTable():add(nn.Linear(4,
         4)):add(nn.Identity())):add(nn.CAddTable())
      assert.is_true(gradientError(block, torch.randn(3, 4)) < 1e-8)
   end)

   it('says what gradOutput must be', function()
      local layer = nn.ConcatTable():add(nn.Identity())
      assert.has_error(function() layer:backward(torch.Tensor(1), torch.Tensor(1)) end,
         'ConcatTable: gradOutput is torch.DoubleTensor 1, expected a table')
   end)
end)

describe('nn.ParallelTable', function()
   it('gives each module its element', function()
      local layer = nn.ParallelTable():add(nn.MulConstant(2)):add(nn.AddConstant(1))
      local x = { torch.Tensor { 1 }, torch.Tensor { 5 } }
      local y = layer:forward(x)
      assert.are.same({ 2, 6 }, { y[1][1], y[2][1] })
      local dx = layer:backward(x, { torch.Tensor { 10 }, torch.Tensor { 20 } })
      assert.are.same({ 20, 20 }, { dx[1][1], dx[2][1] })
   end)

   it('says which element is missing', function()
      local layer = nn.ParallelTable():add(nn.Tanh()):add(nn.Tanh())
      assert.has_error(function() layer:forward { torch.Tensor(1) } end,
         'ParallelTable: input has no element 2, expected one for each of 2 modules')
      assert.has_error(function() layer:forward(torch.Tensor(1)) end,
         'ParallelTable: input is torch.DoubleTensor 1, expected a table')
   end)
end)

describe('nn.JoinTable', function()
   it('says which element does not fit', function()
      assert.has_error(function()
         nn.JoinTable(1):forward { torch.Tensor(2, 3), torch.Tensor(2, 4) }
      end,
         'JoinTable: element 2 of input is torch.DoubleTensor 2x4, which cannot be '
         .. 'joined to '
         .. 'torch.DoubleTensor 2x3 along dimension 1')
   end)
end)
