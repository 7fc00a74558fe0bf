--- Kmeans.lua - the nearest of k centroids of each sample; training moves a centroid to
-- the mean of its samples. Lloyd (1982), Least squares quantization in PCM, IEEE
-- Transactions on Information Theory 28.
--
--    local points = torch.Tensor { { 0, 0 }, { 0, 1 }, { 9, 9 }, { 9, 8 } }
--    local layer = nn.Kmeans(2, 2)
--    layer.weight:copy(torch.Tensor { { 0, 0 }, { 9, 9 } })
--    for _ = 1, 3 do
--       layer:zeroGradParameters()
--       layer:forward(points)
--       layer:backward(points, layer.output)
--       layer:updateParameters(1)
--    end
--    print(('%.3f %.3f'):format(layer.weight[1][2], layer.loss)) --> 0.500 1.000

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local Kmeans, Parent = torch.class('nn.Kmeans', 'nn.Module')

local SMALL = 1e-7 -- added to counts of samples that sums are divided by

--- k: number of centroids. dim: of the samples. scale: step of the training; without,
-- that given to backward.
function Kmeans:__init(k, dim, scale)
   Parent.__init(self)
   expect.count(self, 'k', k)
   expect.count(self, 'dim', dim)
   if scale ~= nil and not (type(scale) == 'number' and scale > 0 and scale <= 1) then
      expect.fail(self, 'scale is %s, expected a number above 0, at most 1',
         expect.describe(scale))
   end
   self.k, self.dim, self.scale = k, dim, scale
   self.weight, self.gradWeight = torch.Tensor(k, dim), torch.zeros(k, dim)
   self.loss = 0
   self.clusterSampleCount = torch.Tensor(k)
   self:reset()
end

--- Draw the centroids from uniform numbers within stdv around 0, 1 without.
function Kmeans:reset(stdv)
   stdv = stdv or 1
   self.weight:uniform(-stdv, stdv)
end

local function check(self, input)
   expect.tensor(self, 'input', input, self.weight)
   if input:dim() ~= 2 or input:size(2) ~= self.dim then
      expect.fail(self, 'input is %s, expected N x %d', expect.describe(input), self.dim)
   end
end

--- Let the centroids be samples drawn at random.
function Kmeans:initRandom(input)
   check(self, input)
   if input:size(1) < self.k then
      expect.fail(self, 'input is %s, expected at least %d samples',
         expect.describe(input), self.k)
   end
   local order = torch.randperm(input:size(1)):narrow(1, 1, self.k):long()
   self.weight:index(input, 1, order)
end

-- One of the `share` largest of a vector, drawn at random: its index.
local function oneOfFarthest(distances, share)
   local list = distances:totable()
   table.sort(list, function(a, b) return a > b end)
   local candidates = distances:ge(list[share]):nonzero():view(-1)
   return candidates[torch.random(candidates:size(1))]
end

--- Let the centroids be samples far from each other: each is drawn from the samples that
-- are farthest from those before, a share of 1 - p of all; p is 0.95 without.
-- After Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding.
function Kmeans:initKmeansPlus(input, p)
   check(self, input)
   p = p or 0.95
   if not (type(p) == 'number' and p >= 0 and p <= 1) then
      expect.fail(self, 'p is %s, expected a number from 0 to 1', expect.describe(p))
   end
   local count = input:size(1)
   local share = math.min(count, math.max(1, math.ceil((1 - p) * count)))
   local nearest, distance = input.new(count):fill(math.huge), input.new()
   local chosen = torch.random(count)
   for i = 1, self.k do
      self.weight[i]:copy(input[chosen])
      cr.distance(distance, input, self.weight[i]:view(-1, 1), nil)
      nearest:cmin(distance:view(-1))
      chosen = oneOfFarthest(nearest, share)
   end
end

--- input: N x dim; output: N numbers of centroids. The field loss is the sum of squared
-- distances.
function Kmeans:updateOutput(input)
   check(self, input)
   self._distances = self._distances or input.new()
   cr.distance(self._distances, input, self.weight:t():contiguous(), nil)
   local nearest, indices = self._distances:min(2)
   self.loss = nearest:cmul(nearest):sum()
   self.output:resize(input:size(1)):copy(indices:view(-1))
   return self.output
end

--- 0: numbers of centroids have no gradient.
function Kmeans:updateGradInput(input)
   self.gradInput:resizeAs(input):zero()
   return self.gradInput
end

--- The gradient is the centroid less the mean of its samples, so that a step of 1 is one
-- of Lloyd's.
function Kmeans:accGradParameters(input, _, scale)
   check(self, input)
   scale = self.scale or scale or 1
   if scale <= 0 then
      expect.fail(self, 'scale is %s, expected a number above 0', expect.describe(scale))
   end
   local indices = self.output:long()
   local counts, sums = self.clusterSampleCount, self.weight:clone():zero()
   counts:resize(self.k):zero()
   counts:indexAdd(1, indices, input.new(input:size(1)):fill(1))
   sums:indexAdd(1, indices, input)
   local each = counts:view(-1, 1):expandAs(sums)
   local step = torch.cmul(self.weight, each):add(-1, sums)
   step:cdiv(torch.add(counts, SMALL):view(-1, 1):expandAs(sums))
   self.gradWeight:add(scale, step)
end

function Kmeans:type(name, tensorCache)
   if name then self:clearState() end
   return Parent.type(self, name, tensorCache)
end

function Kmeans:clearState()
   nn.utils.clear(self, '_distances')
   self._distances = nil
   return Parent.clearState(self)
end

return Kmeans
