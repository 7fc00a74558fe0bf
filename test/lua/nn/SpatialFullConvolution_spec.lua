local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

local function near(a, b, tolerance)
   assert.are.same(a:size():totable(), b:size():totable())
   assert.is_true((a - b):abs():max() <= tolerance)
end

describe('nn.SpatialFullConvolution', function()
   it('gives the kernels of a single pixel, as of one pixel of many', function()
      torch.manualSeed(1)
      local layer, x = nn.SpatialFullConvolution(3, 2, 4, 3), torch.randn(2, 3, 1, 1)
      local many = torch.zeros(2, 3, 2, 2)
      many:narrow(3, 1, 1):narrow(4, 1, 1):copy(x)
      local wanted = layer:forward(many):narrow(3, 1, 3):narrow(4, 1, 4):clone()
      local got = layer:forward(x)
      near(got, wanted, 1e-12)
      assert.is_true(gradientError(layer, x) < 1e-8)
   end)

   it('takes the size of the output from a second tensor', function()
      local layer = nn.SpatialFullConvolution(1, 2, 3, 3, 2, 2)
      local x = torch.rand(1, 4, 5)
      for _, size in ipairs { { 9, 11 }, { 10, 12 } } do
         local target = torch.rand(7, size[1], size[2])
         local y = layer:forward { x, target }
         assert.are.same({ 2, size[1], size[2] }, y:size():totable())
         local gradInput = layer:backward({ x, target }, y)
         assert.are.same({ 1, 4, 5 }, gradInput[1]:size():totable())
         assert.is_true(gradInput[2]:isSameSizeAs(target))
         assert.are.equal(0, gradInput[2]:sum())
      end
      assert.has_error(function() layer:forward { x, torch.rand(13, 11) } end,
         'SpatialFullConvolution: element 2 of input is torch.DoubleTensor 13x11, of ' ..
         'which side H is not among the 9 to 10 that the output can have')
      assert.has_error(function() layer:forward { x } end,
         'SpatialFullConvolution: input is a table of 1 elements, expected a tensor and ' ..
         'one of the size of the output')
   end)

   it('says what it expects', function()
      assert.has_error(function() nn.SpatialFullConvolution(1, 1, 3, 3, 2, 2, 0, 0, 2) end,
         'SpatialFullConvolution: adjW, adjH are 2, 0, expected less than dW, dH, 2, 2')
      assert.has_error(function()
         nn.SpatialFullConvolution(2, 1, 3, 3):forward(torch.rand(1, 4, 4))
      end, 'SpatialFullConvolution: input has 1 planes but weight expects 2; input is ' ..
         'torch.DoubleTensor 1x1x4x4')
   end)

   it('takes layers of early versions, whose weights are turned', function()
      local layer = nn.SpatialFullConvolution(2, 3, 2, 2)
      local wanted, x = layer:forward(torch.ones(2, 3, 3)):clone(), torch.ones(2, 3, 3)
      layer.weight = layer.weight:transpose(1, 2):contiguous()
      layer.gradWeight = layer.gradWeight:transpose(1, 2):contiguous()
      layer.adjW, layer.adjH, layer.padW, layer.padH, layer.padding = nil, nil, nil, nil,
      0 near(layer:forward(x), wanted, 0)
   end)
end)
