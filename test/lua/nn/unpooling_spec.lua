local torch = require 'torch'
local nn = require 'nn'

local function near(a, b, tolerance)
   assert.are.same(a:size():totable(), b:size():totable())
   assert.is_true((a - b):abs():max() <= tolerance)
end

describe('Unpooling', function()
   it('is undone by pooling, and needs the indices', function()
      torch.manualSeed(1)
      for _, case in ipairs {
         { nn.SpatialMaxPooling(2, 2), nn.SpatialMaxUnpooling, { 2, 3, 6, 5 } },
         { nn.VolumetricMaxPooling(2, 2, 2), nn.VolumetricMaxUnpooling, { 2, 3, 4, 6,
            5 } },
      } do
         local pool, x = case[1], torch.rand(unpack(case[3]))
         local unpool = case[2](pool)
         assert.has_error(function() unpool:forward(x) end)
         local y = pool:forward(x):clone()
         local whole = unpool:forward(y)
         assert.are.same(case[3], whole:size():totable())
         assert.are.equal(y:nElement(), whole:gt(0):sum())
         assert.is_true(math.abs(whole:sum() - y:sum()) < 1e-9)
         near(unpool:backward(y, x), y, 0)
         assert.is_truthy(tostring(unpool):match 'associated to nn')
      end
      assert.has_error(function() nn.SpatialMaxUnpooling(nn.Linear(1, 1)) end,
         'SpatialMaxUnpooling: poolingModule is nn.Linear, expected a ' ..
         'nn.SpatialMaxPooling')
   end)
end)

describe('Fractional pooling', function()
   it('keeps its windows once they are fixed', function()
      torch.manualSeed(1)
      local layer, x = nn.SpatialFractionalMaxPooling(2, 2, 0.6, 0.6), torch.rand(3, 30,
         30)
      local first = layer:forward(x):clone()
      assert.is_true((layer:forward(x) - first):abs():max() > 0)
      first = layer:fixPoolingRegions():forward(x):clone()
      near(layer:forward(x), first, 0)
      layer:fixPoolingRegions(false)
      assert.is_true((layer:forward(x) - first):abs():max() > 0)
   end)
end)
