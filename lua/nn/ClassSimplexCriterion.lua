--- ClassSimplexCriterion.lua - squared distance to a corner of a regular simplex, one
-- corner for each class: all classes are equally far from each other.
-- Mroueh, Poggio, Rosasco, Slotine (2012), Multiclass learning with simplex coding, NIPS.
--
--    local loss = nn.ClassSimplexCriterion(3)
--    print(loss:forward(loss.simplex[2], 2)) --> 0
--    print(loss:getTopPrediction(loss.simplex[2])[1]) --> 2

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.MSECriterion'

local ClassSimplexCriterion, Parent = torch.class('nn.ClassSimplexCriterion',
   'nn.MSECriterion')

-- The n + 1 corners of a regular simplex in n dimensions as rows: unit vectors whose
-- products with each other are all -1 / n. Corner k has no coordinates beyond the k-th,
-- and those after it share that one.
local function corners(n)
   local rows, spent = torch.zeros(n + 1, n), 0
   for k = 1, n do
      local own = math.sqrt(1 - spent)
      local shared = (own * own - 1 - 1 / n) / own
      rows[k][k] = own
      rows:select(2, k):narrow(1, k + 1, n + 1 - k):fill(shared)
      spent = spent + shared * shared
   end
   return rows
end

--- nClasses: number of classes, 2 or more.
function ClassSimplexCriterion:__init(nClasses)
   Parent.__init(self)
   expect.count(self, 'nClasses', nClasses, 2)
   self.nClasses = nClasses
   -- One dimension more than the simplex needs, of zeros, makes training easier.
   self.simplex = torch.zeros(nClasses, nClasses)
   self.simplex:narrow(2, 1, nClasses - 1):copy(corners(nClasses - 1))
   self._target = torch.Tensor(nClasses)
end

-- The corners of the labels, in the shape of the input.
local function wanted(self, input, target)
   expect.tensor(self, 'input', input, self.simplex)
   if type(target) == 'number' then
      target = torch.LongTensor { target }
   else
      expect.anyTensor(self, 'target', target)
      target = target:long():contiguous():view(-1)
   end
   local ndim = input:dim()
   if ndim < 1 or ndim > 2 or input:size(ndim) ~= self.nClasses
      or input:nElement() ~= target:nElement() * self.nClasses then
      expect.fail(self, 'input is %s and target %s, expected %d or N x %d and a label each',
         expect.describe(input), expect.describe(target), self.nClasses, self.nClasses)
   end
   if target:min() < 1 or target:max() > self.nClasses then
      expect.fail(self, 'target has the label %d, expected 1 to %d',
         target:min() < 1 and target:min() or target:max(), self.nClasses)
   end
   self._target:index(self.simplex, 1, target)
   return self._target:viewAs(input)
end

--- input: nClasses numbers and a label; or N x nClasses and N labels.
function ClassSimplexCriterion:updateOutput(input, target)
   return Parent.updateOutput(self, input, wanted(self, input, target))
end

function ClassSimplexCriterion:updateGradInput(input, target)
   return Parent.updateGradInput(self, input, wanted(self, input, target))
end

--- The product of each sample with each corner, N x nClasses: the larger, the nearer.
function ClassSimplexCriterion:getPredictions(input)
   expect.tensor(self, 'input', input, self.simplex)
   local rows = input:dim() == 1 and input:view(1, -1) or input
   return torch.mm(rows, self.simplex:t())
end

--- The label of the nearest corner of each sample.
function ClassSimplexCriterion:getTopPrediction(input)
   local _, labels = self:getPredictions(input):max(2)
   return labels:view(-1)
end

return ClassSimplexCriterion
