--- nn.exact: convolutions as sums of products.

local torch = require 'torch'
local nn = require 'nn'

local function layer()
   torch.manualSeed(3)
   return nn.SpatialConvolution(64, 64, 3, 3, 1, 1, 1, 1)
end

-- The largest difference of float from double, relative to the largest result.
local function errors(input)
   local float, double = layer():float(), layer():double()
   double.weight:copy(float.weight)
   double.bias:copy(float.bias)
   local y, z = float:forward(input:float()), double:forward(input)
   local gradient = z:clone():uniform(-1, 1):float():double()
   float:zeroGradParameters()
   double:zeroGradParameters()
   local gx, gz = float:backward(input:float(), gradient:float()),
      double:backward(input, gradient)
   local function distance(a, b)
      return a:double():add(-1, b):abs():max() / b:abs():max()
   end
   return distance(y, z), distance(gx, gz), distance(float.gradWeight, double.gradWeight)
end

describe('nn.exact', function()
   local input = torch.DoubleTensor(2, 64, 14, 14):uniform(-1, 1):float():double()
   after_each(function() nn.exact(false) end)

   it('keeps convolutions within 2e-6', function()
      nn.exact(true)
      for _, e in ipairs { errors(input) } do assert.is_true(e <= 2e-6) end
   end)

   it('changes the bits of 3 x 3 convolutions, and back', function()
      local net = layer():float()
      local x = input:float()
      local fast = net:forward(x):clone()
      nn.exact(true)
      assert.is_true(net:forward(x):clone():add(-1, fast):abs():max() > 0)
      nn.exact(false)
      assert.are.equal(0, net:forward(x):clone():add(-1, fast):abs():max())
   end)

   it('returns what held before', function()
      assert.is_false(nn.exact())
      assert.is_false(nn.exact(true))
      assert.is_true(nn.exact())
      assert.is_true(nn.exact(false))
   end)

   it('refuses what is no boolean', function()
      assert.has_error(function() nn.exact(1) end,
         'exact: argument is 1, expected a boolean')
   end)
end)
