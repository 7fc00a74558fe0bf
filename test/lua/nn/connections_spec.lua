local torch = require 'torch'
local nn = require 'nn'

local function near(a, b, tolerance)
   assert.are.same(a:size():totable(), b:size():totable())
   assert.is_true((a - b):abs():max() <= tolerance)
end

describe('Convolutions with a table of connections', function()
   it('equal a full convolution where the table is full', function()
      torch.manualSeed(1)
      local map = nn.SpatialConvolutionMap(nn.tables.full(3, 2), 3, 2)
      local full, x = nn.SpatialConvolution(3, 2, 3, 2), torch.randn(2, 3, 5, 6)
      full.weight:copy(map.weight:view(2, 3, 2, 3))
      full.bias:copy(map.bias)
      near(map:forward(x), full:forward(x), 1e-12)
      map:decayParameters(0.5)
      near(map.weight, full.weight:view(6, 2, 3) * 0.5, 1e-15)
   end)

   it('refuse tables that are none', function()
      assert.has_error(function() nn.SpatialConvolutionMap(torch.rand(3), 2, 2) end,
         'SpatialConvolutionMap: conMatrix is torch.DoubleTensor 3, expected n x 2: ' ..
         'maps of the input and of the output')
      assert.has_error(function() nn.SpatialConvolutionMap(torch.zeros(1, 2), 2, 2) end,
         'SpatialConvolutionMap: conMatrix[1][1] is 0, expected a whole number of 1 or ' ..
         'more')
      assert.has_error(function() nn.tables.random(3, 4, 5) end,
         'tables.random: nto is 5, expected a whole number of 1 or more, at most 3')
   end)

   it('take every input as often as any other, if they can', function()
      local from = nn.tables.random(6, 9, 2):select(2, 1)
      local counts = {}
      for i = 1, from:size(1) do counts[from[i]] = (counts[from[i]] or 0) + 1 end
      for i = 1, 6 do assert.are.equal(3, counts[i]) end
   end)
end)
