--- Layers and criterions of distances and angles: Euclidean, WeightedEuclidean, Cosine,
-- Kmeans, ClassSimplexCriterion.

local torch = require 'torch'
local nn = require 'nn'

local function refuses(message, f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   assert.are.equal(message, (got:gsub('^.-:%d+: ', '')))
end

describe('nn.Euclidean', function()
   it('gives distances to the columns of its weight', function()
      local layer = nn.Euclidean(2, 2)
      layer.weight:copy(torch.Tensor { { 3, 0 }, { 4, 1 } })
      assert.are.same({ 5, 1 }, layer:forward(torch.zeros(2)):totable())
      assert.are.same({ { 5, 1 }, { 0, math.sqrt(18) } },
         layer:forward(torch.Tensor { { 0, 0 }, { 3, 4 } }):totable())
   end)

   it('has a gradient of 0, not nan, at a point itself', function()
      local layer = nn.Euclidean(2, 1)
      local input = layer.weight:t():clone()
      layer:forward(input)
      assert.are.same({ { 0, 0 } }, layer:backward(input, torch.ones(1, 1)):totable())
   end)

   it('names the sizes that it expects', function()
      local layer = nn.Euclidean(2, 3)
      refuses('Euclidean: input is torch.DoubleTensor 4x3, expected 2 or N x 2',
         function() layer:forward(torch.Tensor(4, 3)) end)
      refuses("Euclidean: input is torch.FloatTensor 2, expected a torch.DoubleTensor as "
         .. "the layer is; convert one of them with :type('torch.DoubleTensor')",
         function() layer:forward(torch.FloatTensor(2)) end)
   end)
end)

describe('nn.WeightedEuclidean', function()
   it('updates points and scales by gradients before the step', function()
      torch.manualSeed(3)
      local layer, input, dy = nn.WeightedEuclidean(3, 2), torch.randn(4, 3),
         torch.randn(4, 2)
      layer.diagCov:uniform(0.5, 2)
      local other = layer:clone()
      layer:forward(input)
      layer:zeroGradParameters()
      layer:backward(input, dy)
      layer:updateParameters(0.1)
      other:forward(input)
      other:backwardUpdate(input, dy, 0.1)
      assert.is_true((layer.weight - other.weight):abs():max() < 1e-12)
      assert.is_true((layer.diagCov - other.diagCov):abs():max() < 1e-12)
   end)
end)

describe('nn.Cosine', function()
   it('is 1 along its vectors, 0 across them and for zeros', function()
      local layer = nn.Cosine(2, 2)
      layer.weight:copy(torch.Tensor { { 2, 0 }, { 0, -3 } })
      local y = layer:forward(torch.Tensor { { 5, 0 }, { 0, 0 } })
      assert.is_true(math.abs(y[1][1] - 1) < 1e-11 and y[1][2] == 0)
      assert.are.same({ 0, 0 }, y[2]:totable())
   end)
end)

describe('nn.Kmeans', function()
   local function points()
      torch.manualSeed(5)
      local x = torch.randn(60, 2):mul(0.1)
      x:narrow(1, 21, 20):select(2, 1):add(5)
      x:narrow(1, 41, 20):select(2, 2):add(5)
      return x
   end

   it('finds three heaps from samples that are far apart', function()
      local x, layer = points(), nn.Kmeans(3, 2)
      layer:initKmeansPlus(x, 0.8)
      for _ = 1, 10 do
         layer:zeroGradParameters()
         layer:forward(x)
         layer:backward(x, layer.output)
         layer:updateParameters(1)
      end
      assert.are.same({ 20, 20, 20 }, layer.clusterSampleCount:totable())
      local sum = 0
      for k = 1, 3 do
         local heap = x:index(1, layer.output:eq(k):nonzero():view(-1))
         sum = sum + (heap - heap:mean(1):expandAs(heap)):pow(2):sum()
      end
      assert.is_true(math.abs(layer.loss - sum) < 1e-5)
   end)

   it('takes samples as centroids', function()
      local x, layer = points(), nn.Kmeans(3, 2)
      layer:initRandom(x)
      for k = 1, 3 do
         local away = (x - layer.weight[k]:view(1, 2):expandAs(x)):abs():sum(2)
         assert.are.equal(0, away:min())
      end
      refuses('Kmeans: input is torch.DoubleTensor 2x2, expected at least 3 samples',
         function() layer:initRandom(torch.Tensor(2, 2)) end)
   end)
end)

describe('nn.ClassSimplexCriterion', function()
   it('has corners of length 1 at equal angles', function()
      local simplex = nn.ClassSimplexCriterion(5).simplex
      local products = torch.mm(simplex, simplex:t())
      for i = 1, 5 do
         for j = 1, 5 do
            local wanted = i == j and 1 or -1 / 4
            assert.is_true(math.abs(products[i][j] - wanted) < 1e-12)
         end
      end
   end)

   it('predicts the nearest corner', function()
      local criterion = nn.ClassSimplexCriterion(4)
      local input = criterion.simplex:index(1, torch.LongTensor { 3, 1, 4 }):mul(0.5)
      assert.are.same({ 3, 1, 4 }, criterion:getTopPrediction(input):totable())
   end)

   it('refuses labels that are no class', function()
      local criterion = nn.ClassSimplexCriterion(3)
      refuses('ClassSimplexCriterion: target has the label 4, expected 1 to 3',
         function() criterion:forward(torch.zeros(3), 4) end)
   end)
end)
