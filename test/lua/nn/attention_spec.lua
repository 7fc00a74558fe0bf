--- Attention, normalisation of single samples, DropConnect and StochasticDepth: what must
-- hold beyond values and gradients.

local torch = require 'torch'
local nn = require 'nn'

local function near(a, b, tolerance)
   return (a - b):abs():max() < (tolerance or 1e-12)
end

local function refuses(message, f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   assert.are.equal(message, (got:gsub('^.-:%d+: ', '')))
end

describe('nn.ScaledDotProductAttention', function()
   it('gives hidden keys no weight, as if they were not there', function()
      local layer = nn.ScaledDotProductAttention()
      local q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 2)
      local mask = torch.ByteTensor { { 0, 0, 0, 1, 1 }, { 0, 0, 0, 1, 1 } }
      local y = layer:forward({ q, k, v, mask }):clone()
      assert.are.equal(0, layer.weights:narrow(3, 4, 2):sum())
      assert.is_true(near(y, layer:forward { q, k:narrow(2, 1, 3), v:narrow(2, 1, 3) }))
   end)

   it('refuses shapes that do not fit, and masks that hide all', function()
      local layer, x = nn.ScaledDotProductAttention(), torch.randn(2, 3, 4)
      refuses('ScaledDotProductAttention: queries, keys and values are '
         .. 'torch.DoubleTensor 2x3x4, torch.DoubleTensor 2x3x3 and torch.DoubleTensor '
         .. '2x3x4, expected B x T x D, B x S x D and B x S x E',
         function() layer:forward { x, torch.randn(2, 3, 3), x } end)
      refuses('ScaledDotProductAttention: the mask leaves a query without any key',
         function() layer:forward { x, x, x, torch.ByteTensor(2, 3):fill(1) } end)
   end)
end)

describe('nn.MultiHeadAttention', function()
   it('is self-attention for one tensor, and adds its three gradients', function()
      torch.manualSeed(1)
      local layer = nn.MultiHeadAttention(6, 3)
      local x, dy = torch.randn(2, 4, 6), torch.randn(2, 4, 6)
      local y = layer:forward(x):clone()
      local dx = layer:backward(x, dy):clone()
      assert.is_true(near(y, layer:forward { x, x, x }))
      local apart = layer:backward({ x, x, x }, dy)
      assert.is_true(near(dx, apart[1] + apart[2] + apart[3]))
      assert.are.equal(8, #layer:parameters())
   end)

   it('hides keys from all heads', function()
      local layer, x = nn.MultiHeadAttention(4, 2), torch.randn(1, 3, 4)
      local mask = torch.ByteTensor { { 0, 0, 1 } }
      local y = layer:forward({ x, x, x, mask }):clone()
      local other = x:clone()
      other:select(2, 3):fill(7)
      assert.is_true(near(y, layer:forward { x, other, other, mask }))
   end)

   it('names the sizes that it expects', function()
      refuses('MultiHeadAttention: size 6 is no multiple of 4 heads',
         function() nn.MultiHeadAttention(6, 4) end)
      refuses('MultiHeadAttention: element 1 of input is torch.DoubleTensor 2x5, expected '
         .. 'B x T x 4', function() nn.MultiHeadAttention(4, 2):forward(torch.Tensor(2, 5)) end)
   end)
end)

describe('normalisation of single samples', function()
   it('does not look at the rest of the batch, nor at the mode', function()
      for _, layer in ipairs { nn.GroupNorm(2, 4), nn.LayerNorm { 4, 3 },
         nn.InstanceNorm(4) } do
         local x = torch.randn(5, 4, 3)
         local y = layer:forward(x):clone()
         layer:evaluate()
         assert.is_true(near(layer:forward(x:narrow(1, 2, 1)), y:narrow(1, 2, 1)))
      end
   end)

   it('names the sizes that it expects', function()
      refuses('GroupNorm: 5 channels are no multiple of 2 groups',
         function() nn.GroupNorm(2, 5) end)
      refuses('LayerNorm: input is torch.DoubleTensor 2x4, expected its last sizes to be 3',
         function() nn.LayerNorm(3):forward(torch.Tensor(2, 4)) end)
      refuses('InstanceNorm: input is torch.DoubleTensor 2x3x1: channels of one element '
         .. 'have no variance', function() nn.InstanceNorm(3):forward(torch.Tensor(2, 3, 1)) end)
   end)
end)

describe('nn.DropConnect', function()
   it('has other masks for each sample, of weights', function()
      torch.manualSeed(1)
      local linear = nn.Linear(200, 1)
      linear.weight:fill(1)
      linear.bias:zero()
      local y = nn.DropConnect(linear, 0.3):forward(torch.ones(400, 200))
      assert.is_true(math.abs(y:mean() - 140) < 1) -- deviation of the mean: 0.32
      assert.is_true(math.abs(y:std() - math.sqrt(200 * 0.21)) < 0.6)
   end)

   it('infers within 1 % of the mean of 5000 samples', function()
      torch.manualSeed(2)
      local layer = nn.DropConnect(nn.Linear(400, 5), 0.5, nn.ReLU())
      layer.modules[1].weight:normal()
      local x = torch.rand(1, 400)
      local mean = layer:forward(x:expand(5000, 400)):mean(1)
      layer:evaluate()
      local inferred = layer:forward(x)
      assert.is_true((inferred - mean):abs():max() < 0.01 * mean:max())
   end)

   it('takes the mean alone in evaluation without an activation', function()
      local linear, x = nn.Linear(3, 2), torch.randn(4, 3)
      local layer = nn.DropConnect(linear, 0.25)
      layer:evaluate()
      local bias = linear.bias:view(1, 2):expand(4, 2)
      assert.is_true(near(layer:forward(x), torch.mm(x, linear.weight:t()):mul(0.75) + bias))
      refuses('DropConnect: backward in evaluation; call training() first',
         function() layer:backward(x, torch.ones(4, 2)) end)
   end)
end)

describe('nn.StochasticDepth', function()
   local function block() return nn.Linear(3, 3) end

   it('leaves the block out as often as it should', function()
      torch.manualSeed(3)
      local layer, x, alive = nn.StochasticDepth(block(), 0.7), torch.randn(2, 3), 0
      for _ = 1, 2000 do
         local y = layer:forward(x)
         if layer.alive then alive = alive + 1 else assert.is_true(y:equal(x)) end
      end
      assert.is_true(math.abs(alive / 2000 - 0.7) < 0.03)
   end)

   it('weighs the block by its survival in evaluation', function()
      local layer, x = nn.StochasticDepth(block(), 0.7), torch.randn(2, 3)
      layer:evaluate()
      local y = layer:forward(x)
      assert.is_true(near(y, x + layer.modules[1].output * 0.7))
   end)

   it('gives a block that was left out no gradient', function()
      torch.manualSeed(3)
      local layer, x, dy = nn.StochasticDepth(block(), 0.2), torch.randn(2, 3),
         torch.randn(2, 3)
      repeat layer:forward(x) until not layer.alive
      layer:zeroGradParameters()
      assert.is_true(layer:backward(x, dy):equal(dy))
      assert.are.equal(0, layer.modules[1].gradWeight:norm())
   end)

   it('has 40.25 of 54 blocks on the mean where survival falls to 0.5', function()
      local sum = 0
      for l = 1, 54 do sum = sum + nn.StochasticDepth.linearDecay(l, 54) end
      assert.is_true(math.abs(sum - 40.25) < 1e-9) -- Huang et al. (2016), section 3
   end)
end)
