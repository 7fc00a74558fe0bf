--- What Cresset promises of softmax, broadcasting and first weights, in figures; rows of its
-- list of aims are named by their letter and number. Others stand in the specs of the parts
-- that they are about, those on time in test/speed/limits.lua.

local torch = require 'torch'
local nn = require 'nn'

local function largestError(a, b) return (a - b):abs():max() end

describe('softmax', function()
   it('has rows that sum to 1, also for scores a million apart (A12)', function()
      torch.manualSeed(1)
      local scores = torch.FloatTensor(50, 200):uniform(-5e5, 5e5)
      scores[1]:uniform(-1, 1)
      local sums = nn.SoftMax():float():forward(scores):double():sum(2)
      assert.is_true(largestError(sums, torch.ones(50, 1)) < 1e-6)
      local map = nn.SpatialSoftMax():float():forward(scores:view(2, 25, 20, 10))
      assert.is_true(largestError(map:double():sum(2), torch.ones(2, 1, 20, 10)) < 1e-6)
   end)

   it('does not change when all scores are shifted (A12)', function()
      torch.manualSeed(1)
      local scores = torch.randn(20, 30)
      for _, layer in ipairs { nn.SoftMax(), nn.LogSoftMax() } do
         local y = layer:forward(scores):clone()
         -- 1024 is added exactly, so the same numbers are exponentiated
         local whole = torch.round(scores * 64) / 64
         local z = layer:forward(whole):clone()
         assert.is_true(largestError(layer:forward(whole + 1024), z) <= 1e-12)
         assert.is_true(largestError(layer:forward(scores + 0.1), y) <= 1e-12)
      end
   end)

   it('of 123, 456 and 789 is exact where the plain formula is nan (A13)', function()
      local scores = torch.Tensor { 123, 456, 789 }
      local y = nn.SoftMax():forward(scores)
      -- e^-666 and e^-333, as Decimal of Python gives them to 30 digits
      assert.is_true(math.abs(y[1] / 5.75274405697914965563e-290 - 1) < 1e-15)
      assert.is_true(math.abs(y[2] / 2.39848786884135598198e-145 - 1) < 1e-15)
      assert.are.equal(1, y[3])
      local plain = torch.exp(scores)
      assert.is_true(plain[3] == math.huge)
      plain:div(plain:sum())
      assert.is_true(plain[3] ~= plain[3])
   end)
end)

describe('broadcasting', function()
   it('copies nothing: W x + b adds one row to many (B18)', function()
      torch.manualSeed(1)
      local W, x, b = torch.randn(4, 3), torch.randn(5, 3), torch.randn(4)
      local rows = b:view(1, 4):expand(5, 4)
      assert.are.equal(torch.pointer(b:storage()), torch.pointer(rows:storage()))
      assert.are.same({ 0, 1 }, rows:stride():totable())
      assert.are.equal(4, #rows:storage())
      local y = torch.addmm(rows, x, W:t())
      for i = 1, 5 do
         for j = 1, 4 do
            local sum = b[j]
            for k = 1, 3 do sum = sum + W[j][k] * x[i][k] end
            assert.is_true(math.abs(y[i][j] - sum) < 1e-14)
         end
      end
      local layer = nn.Linear(3, 4)
      layer.weight:copy(W)
      layer.bias:copy(b)
      assert.is_true(largestError(layer:forward(x), y) < 1e-14)
   end)
end)

describe('first weights', function()
   it('are those of Torch7 from the same seed (C8)', function()
      torch.manualSeed(123)
      assert.are.equal(2991312382, torch.random())
      torch.manualSeed(123)
      local shown = {}
      local weight = nn.Linear(3, 2).weight
      for i = 1, 3 do shown[i] = ('%.4f'):format(weight:storage()[i]) end
      assert.are.same({ '0.2269', '0.2459', '-0.2469' }, shown)
   end)
end)
