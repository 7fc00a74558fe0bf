--- Layers that are made of others or that change how these keep their weights:
-- LinearWeightNorm, WeightNorm, PartialLinear, Convert, MixtureTable, Index, RReLU, tables.

local torch = require 'torch'
local nn = require 'nn'

local function near(a, b) return (a - b):abs():max() < 1e-12 end

local function refuses(message, f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   assert.are.equal(message, (got:gsub('^.-:%d+: ', '')))
end

describe('nn.LinearWeightNorm', function()
   it('computes as the nn.Linear that it is made from and becomes', function()
      torch.manualSeed(1)
      local linear, x = nn.Linear(4, 3), torch.randn(5, 4)
      local layer = nn.LinearWeightNorm.fromLinear(linear)
      assert.is_true(near(layer:forward(x), linear:forward(x)))
      layer.g:mul(2)
      assert.is_true(near(layer:toLinear():forward(x), layer:forward(x)))
   end)

   it('leaves its weight as it is in evaluation', function()
      local layer, x = nn.LinearWeightNorm(4, 3), torch.randn(5, 4)
      layer:evaluate()
      local before = layer:forward(x):clone()
      layer.g:mul(2)
      assert.is_true(layer:forward(x):equal(before))
      layer:training()
      assert.is_false(layer:forward(x):equal(before))
   end)

   it('updates at once as it does in two steps', function()
      torch.manualSeed(1)
      local layer, x, dy = nn.LinearWeightNorm(4, 3), torch.randn(5, 4), torch.randn(5, 3)
      local other = layer:clone()
      layer:zeroGradParameters()
      layer:forward(x)
      layer:backward(x, dy)
      layer:updateParameters(0.1)
      other:forward(x)
      other:backwardUpdate(x, dy, 0.1)
      for i, parameter in ipairs(layer:parameters()) do
         assert.is_true(near(parameter, (other:parameters())[i]), 'parameter ' .. i)
      end
   end)
end)

describe('nn.WeightNorm', function()
   it('gives each output a direction and a length', function()
      local layer, x = nn.WeightNorm(nn.Linear(3, 2)), torch.randn(4, 3)
      layer.g:copy(torch.Tensor { 2, 5 })
      layer:forward(x)
      local norms = layer.modules[1].weight:norm(2, 2):view(-1)
      assert.is_true((norms - torch.Tensor { 2, 5 }):abs():max() < 1e-3)
   end)

   it('puts outputs of any dimension first, and back', function()
      local conv = nn.SpatialConvolution(2, 3, 2, 2)
      local layer = nn.WeightNorm(conv, 2)
      assert.are.same({ 2, 12 }, layer.v:size():totable())
      local matrix = layer:permuteIn(conv.weight)
      assert.are.equal(conv.weight[3][2][1][2], matrix[2][10])
      assert.is_true(layer:permuteOut(matrix):equal(conv.weight))
   end)

   it('comes back from a file that holds v and g alone', function()
      local layer, x = nn.WeightNorm(nn.Linear(3, 2)), torch.randn(4, 3)
      local y, text = layer:forward(x):clone(), torch.serialize(layer)
      local copy = torch.deserialize(text)
      assert.is_true(copy:forward(x):equal(y))
      assert.are.equal(layer.weight, layer.modules[1].weight)
      copy.g:mul(3)
      assert.is_false(copy:forward(x):equal(y))
   end)

   it('refuses modules without a weight', function()
      refuses('WeightNorm: module is nn.Tanh, expected one with a weight',
         function() nn.WeightNorm(nn.Tanh()) end)
   end)
end)

describe('nn.PartialLinear', function()
   it('computes the outputs of its partition alone', function()
      local layer, x = nn.PartialLinear(3, 5), torch.randn(4, 3)
      layer.bias:uniform()
      local all = layer:forward(x):clone()
      layer:setPartition(torch.LongTensor { 5, 2 })
      local some = layer:forward(x)
      assert.is_true(near(some, all:index(2, torch.LongTensor { 5, 2 })))
      layer:zeroGradParameters()
      layer:backward(x, torch.ones(4, 2))
      assert.are.same({ 0, 4, 0, 0, 4 }, layer.gradBias[1]:totable())
      layer:resetPartition()
      assert.is_true(near(layer:forward(x), all))
   end)
end)

describe('nn.Convert', function()
   it('brings dimensions into any order', function()
      local x = torch.randn(2, 3, 4, 5)
      local y = nn.Convert('bchw', 'whcb'):forward(x)
      assert.are.same({ 5, 4, 3, 2 }, y:size():totable())
      assert.are.equal(x[2][3][4][1], y[1][4][3][2])
   end)

   it('takes single samples', function()
      local x, layer = torch.randn(3, 4), nn.Convert('chw', 'bf')
      local y = nn.Convert('hw', 'wh'):forward(x)
      assert.is_true(y:equal(x:t()))
      local flat = layer:forward(torch.randn(2, 3, 4))
      assert.are.same({ 24 }, flat:size():totable())
      assert.are.same({ 2, 3, 4 }, layer:backward(torch.randn(2, 3, 4),
         torch.randn(24)):size():totable())
   end)

   it('takes one number of each sample', function()
      local x = torch.Tensor { { 4 }, { 5 } }
      assert.are.same({ 4, 5 }, nn.Convert('bf', 'b'):forward(x):totable())
      assert.are.same({ 1, 3 }, nn.Convert('bt', 'b')
         :forward(torch.Tensor { { 1, 2 }, { 3, 4 } }):totable())
   end)

   it('refuses what cannot be', function()
      refuses('Convert: cannot convert bf to bchw',
         function() nn.Convert('bf', 'bchw'):forward(torch.Tensor(2, 3)) end)
      refuses('Convert: input is torch.DoubleTensor 2x3: several features cannot become '
         .. 'one number', function() nn.Convert('bf', 'b'):forward(torch.Tensor(2, 3)) end)
   end)
end)

describe('nn.MixtureTable', function()
   it('takes experts as one tensor, too', function()
      local gater = torch.Tensor { { 0.25, 0.75 }, { 1, 0 } }
      local experts = torch.randn(2, 3, 2)
      local whole, apart = nn.MixtureTable(3), nn.MixtureTable()
      local list = { experts:select(3, 1), experts:select(3, 2) }
      assert.is_true(near(whole:forward { gater, experts }, apart:forward { gater, list }))
      local dy = torch.randn(2, 3)
      local a, b = whole:backward({ gater, experts }, dy), apart:backward({ gater, list },
         dy)
      assert.is_true(near(a[1], b[1]) and near(a[2]:select(3, 2), b[2][2]))
   end)

   it('refuses a gater for other experts', function()
      refuses('MixtureTable: element 1 of input weighs 3 experts, but there are 2',
         function()
            nn.MixtureTable():forward { torch.Tensor(3), { torch.ones(2), torch.ones(2) } }
         end)
   end)
end)

describe('nn.RReLU', function()
   it('draws slopes within its bounds while training, their mean after', function()
      torch.manualSeed(1)
      local layer, x = nn.RReLU(0.2, 0.4), torch.Tensor(1000):fill(-1)
      local y = layer:forward(x)
      assert.is_true(y:min() >= -0.4 and y:max() <= -0.2)
      assert.is_true(math.abs(y:mean() + 0.3) < 0.01)
      layer:evaluate()
      assert.is_true((layer:forward(x) + 0.3):abs():max() < 1e-12)
   end)

   it('refuses bounds in the wrong order', function()
      refuses('RReLU: slopes from 0.4 to 0.2: expected the smaller one first',
         function() nn.RReLU(0.4, 0.2) end)
   end)
end)

describe('nn.tables', function()
   it('deals every map once before the pack is shuffled anew', function()
      torch.manualSeed(1)
      local list = nn.tables.random(6, 4, 3)
      for half = 0, 1 do
         local seen = {}
         for i = 1, 6 do seen[list[half * 6 + i][1]] = true end
         assert.are.equal(6, #seen)
      end
      assert.are.same({ 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4 },
         list:select(2, 2):totable())
   end)

   it('refuses more maps than there are', function()
      refuses('tables.random: nto is 4, expected a whole number of 1 or more, at most 3',
         function() nn.tables.random(3, 2, 4) end)
   end)
end)
