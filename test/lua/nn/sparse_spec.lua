--- Layers for inputs that are lists of indices and values, against nn.Linear on the same
-- inputs written out.

local torch = require 'torch'
local nn = require 'nn'

local function dense(pairs_, size)
   local x = torch.zeros(size)
   for i = 1, pairs_:size(1) do
      x[pairs_[i][1]] = x[pairs_[i][1]] + pairs_[i][2]
   end
   return x
end

local function near(a, b) return (a - b):abs():max() < 1e-12 end

local function refuses(message, f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   assert.are.equal(message, (got:gsub('^.-:%d+: ', '')))
end

local SAMPLES = { torch.Tensor { { 1, 0.5 }, { 4, -1.5 }, { 4, 1 } },
   torch.Tensor { { 2, 3 } } }

-- Outputs and gradients of a sparse layer and of nn.Linear, whose weights are W or W'.
local function compare(layer, batch, turned)
   local linear = nn.Linear(6, 3)
   linear.weight:copy(turned and layer.weight:t() or layer.weight)
   linear.bias:copy(layer.bias)
   linear:zeroGradParameters()
   layer:zeroGradParameters()
   local x, dy = torch.zeros(2, 6), torch.randn(2, 3)
   for i, sample in ipairs(SAMPLES) do x[i]:copy(dense(sample, 6)) end
   assert.is_true(near(layer:forward(batch), linear:forward(x)))
   layer:backward(batch, dy)
   layer:backward(batch, dy, 0.5)
   linear:backward(x, dy)
   linear:backward(x, dy, 0.5)
   layer:updateParameters(0.1)
   linear:updateParameters(0.1)
   local weight = turned and layer.weight:t() or layer.weight
   assert.is_true(near(weight, linear.weight))
   assert.is_true(near(layer.bias, linear.bias))
   return linear
end

describe('nn.SparseLinear', function()
   it('computes as nn.Linear', function()
      torch.manualSeed(2)
      compare(nn.SparseLinear(6, 3), SAMPLES)
   end)

   it('takes a batch as N x K x 2', function()
      local layer = nn.SparseLinear(6, 3)
      local batch = torch.Tensor { { { 1, 2 }, { 3, 4 } }, { { 6, 1 }, { 5, 0 } } }
      local y = layer:forward(batch):clone()
      assert.is_true(near(y[2], layer:forward(batch[2])))
   end)

   it('sets only touched columns to 0, and that is all', function()
      local layer = nn.SparseLinear(6, 3)
      layer:forward(SAMPLES)
      layer:backward(SAMPLES, torch.ones(2, 3))
      assert.is_true(layer.gradWeight:norm() > 0)
      layer:zeroGradParameters()
      assert.are.equal(0, layer.gradWeight:norm())
   end)

   it('refuses indices that are no feature, and values of another type', function()
      local layer = nn.SparseLinear(6, 3)
      refuses('SparseLinear: input has the index 7, expected 1 to 6',
         function() layer:forward(torch.Tensor { { 7, 1 } }) end)
      refuses('SparseLinear: sample 1 is torch.DoubleTensor 2x3, expected K x 2: indices '
         .. 'and values', function() layer:forward { torch.Tensor(2, 3) } end)
   end)

   it('is checked by nn.SparseJacobian', function()
      local layer, input = nn.SparseLinear(6, 2, true), torch.Tensor { { 2, 1 }, { 5, 1 } }
      local check = nn.SparseJacobian
      assert.is_true(check.testJacobian(layer, input) < 1e-8)
      assert.is_true(check.testJacobianParameters(layer, input, layer.weight,
         layer.gradWeight) < 1e-8)
      assert.is_true(check.testJacobianParameters(layer, input, layer.bias,
         layer.gradBias) < 1e-8)
      assert.is_true(check.testJacobianUpdateParameters(layer, input, layer.weight) < 1e-8)
      assert.are.same({ 0, 0 }, { check.testIO(layer, input) })
   end)
end)

describe('nn.IndexLinear', function()
   local function batchOf()
      local keys, values = {}, {}
      for i, sample in ipairs(SAMPLES) do
         keys[i], values[i] = sample:select(2, 1):long(), sample:select(2, 2):clone()
      end
      return { keys, values }
   end

   it('computes as nn.Linear', function()
      torch.manualSeed(2)
      local layer = nn.IndexLinear(6, 3)
      layer:reset()
      compare(layer, batchOf(), true)
   end)

   it('has the gradient of a single sample without doGradInput', function()
      local layer = nn.IndexLinear(6, 3)
      local input = { torch.LongTensor { 5 }, torch.Tensor { 2 } }
      layer:forward(input)
      layer:backward(input, torch.Tensor { 1, 2, 3 })
      assert.are.same({ { 2, 4, 6 } }, layer.running.gradWeight[1]:totable())
   end)

   it('updates at once as it does in two steps', function()
      torch.manualSeed(4)
      local layer, input, dy = nn.IndexLinear(6, 3), batchOf(), torch.randn(2, 3)
      layer:reset()
      local other = layer:clone()
      layer:forward(input)
      layer:backward(input, dy)
      layer:updateParameters(0.1)
      other:forward(input)
      other:accUpdateGradParameters(input, dy, 0.1)
      assert.is_true(near(layer.weight, other.weight) and near(layer.bias, other.bias))
   end)

   it('brings values into [-1, 1] by the largest seen, which evaluation keeps', function()
      local layer = nn.IndexLinear(2, 1, false, 0, nil, nil, true)
      layer.weight:select(2, 5):fill(1)
      local function value(x)
         return layer:forward({ torch.LongTensor { 1 }, torch.Tensor { x } })[1]
      end
      assert.are.equal(1, value(4))
      assert.are.equal(0.5, value(2))
      assert.are.equal(-1, value(-8))
      layer:evaluate()
      assert.are.equal(1, value(100))
      assert.are.equal(0.5, value(4))
   end)

   it('adds keysOffset to indices', function()
      local layer = nn.IndexLinear(3, 1, false, 1)
      layer.weight:copy(torch.Tensor { 1, 2, 3 })
      local y = layer:forward { torch.LongTensor { 0, 2 }, torch.Tensor { 1, 1 } }
      assert.are.equal(4, y[1])
   end)
end)

describe('nn.LookupTable', function()
   it('keeps rows in use within maxNorm', function()
      local layer = nn.LookupTable(3, 2, 0, 1)
      layer.weight:copy(torch.Tensor { { 3, 4 }, { 0.3, 0.4 }, { 6, 8 } })
      layer:forward(torch.LongTensor { 1, 2, 1 })
      assert.is_true(near(layer.weight, torch.Tensor { { 0.6, 0.8 }, { 0.3, 0.4 },
         { 6, 8 } }) or (layer.weight[1]:norm() - 1) < 1e-6)
      assert.are.same({ 6, 8 }, layer.weight[3]:totable())
      assert.is_true(math.abs(layer.weight[2]:norm() - 0.5) < 1e-12)
   end)

   it('adds rows named twice, and nothing for the padding', function()
      local layer = nn.LookupTable(3, 1, 2)
      local input = torch.LongTensor { 1, 2, 1, 3 }
      layer:forward(input)
      layer:backward(input, torch.Tensor { 1, 10, 2, 5 }:view(4, 1), 2)
      assert.are.same({ { 6 }, { 0 }, { 10 } }, layer.gradWeight:totable())
   end)
end)

describe('nn.Embedding', function()
   it('takes indices of any shape', function()
      local layer = nn.Embedding(4, 3)
      local y = layer:forward(torch.LongTensor { { { 1, 4 } }, { { 2, 2 } } })
      assert.are.same({ 2, 1, 2, 3 }, y:size():totable())
      assert.are.same(layer.weight[4]:totable(), y[1][1][2]:totable())
   end)

   it('gives means without the padding', function()
      local weight = torch.Tensor { { 9 }, { 2 }, { 4 } }
      local layer = nn.Embedding(3, 1, { padding = 1, mode = 'mean', weight = weight })
      local input = torch.LongTensor { { 2, 3, 1 }, { 1, 1, 1 } }
      assert.are.same({ { 3 }, { 0 } }, layer:forward(input):totable())
      layer:backward(input, torch.Tensor { { 1 }, { 1 } })
      assert.are.same({ { 0 }, { 0.5 }, { 0.5 } }, layer.gradWeight:totable())
   end)

   it('refuses options that it does not know', function()
      refuses("Embedding: no option 'pad'", function() nn.Embedding(3, 1, { pad = 1 }) end)
   end)
end)
