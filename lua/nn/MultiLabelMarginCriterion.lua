--- MultiLabelMarginCriterion.lua - the hinge loss of samples with several labels: the sum
-- of max(0, 1 - x[y] + x[j]) over the labels y and the other classes j, divided by the
-- number of classes.
--
--    local scores, labels = torch.Tensor { 2, 0, 1 }, torch.Tensor { 1, 3, 0 }
--    print(nn.MultiLabelMarginCriterion():forward(scores, labels)) --> 0

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local MultiLabelMarginCriterion, Parent = torch.class('nn.MultiLabelMarginCriterion',
   'nn.Criterion')

function MultiLabelMarginCriterion:__init()
   Parent.__init(self)
   self.sizeAverage = true
   self.isTarget = torch.Tensor()
end

-- The scores and the labels as N x C, and how many labels the longest list has.
local function rows(self, input, target)
   expect.tensor(self, 'input', input, self.gradInput)
   expect.anyTensor(self, 'target', target)
   local ndim = input:dim()
   if ndim < 1 or ndim > 2 or target:nElement() ~= input:nElement() then
      expect.fail(self, 'input is %s and target is %s, expected both C or N x C',
         expect.describe(input), expect.describe(target))
   end
   local classes = input:size(ndim)
   local list = target:contiguous():view(-1, classes):long()
   if list:min() < 0 or list:max() > classes then
      expect.fail(self, 'target has the label %d, expected 0 to %d',
         list:min() < 0 and list:min() or list:max(), classes)
   end
   -- What stands behind the first 0 does not count.
   list = list:cmul(torch.gt(list, 0):long():cumprod(2))
   local used = torch.gt(list, 0):long():sum(1):view(-1)
   return input:contiguous():view(-1, classes), list, torch.gt(used, 0):sum()
end

-- Call f(z, active, label) for each place in the lists of labels: z is 1 - x[y] + x[j]
-- where that is above 0 and j no label, else 0; label N x 1; active N x 1 is 0 where a
-- list has ended, for which label is 1.
local function eachLabel(self, x, list, longest, f)
   local N, C = x:size(1), x:size(2)
   local marks = x.new(N, C + 1):zero():scatter(2, list + 1, 1) -- column 1 is for no label
   local others = marks:narrow(2, 2, C):clone():mul(-1):add(1)
   self.isTarget:resizeAs(x):copy(marks:narrow(2, 2, C))
   local z = x.new(N, C)
   for k = 1, longest do
      local label = list:narrow(2, k, 1):clone()
      local active = torch.gt(label, 0):typeAs(x)
      label:cmax(1)
      z:add(x, -1, x:gather(2, label):expandAs(x)):add(1):cmax(0)
      z:cmul(others):cmul(active:expandAs(z))
      f(z, active, label)
   end
end

-- What the sum over samples and classes is divided by.
local function divisor(self, x)
   return x:size(2) * (self.sizeAverage and x:size(1) or 1)
end

--- input: C or N x C scores. target: alike; a row lists the labels of a sample, ended by
-- a 0 unless it is full. The mean over the samples; with sizeAverage = false their sum.
function MultiLabelMarginCriterion:updateOutput(input, target)
   local x, list, longest = rows(self, input, target)
   local total = 0
   eachLabel(self, x, list, longest, function(z) total = total + z:sum() end)
   self.output = total / divisor(self, x)
   return self.output
end

function MultiLabelMarginCriterion:updateGradInput(input, target)
   local x, list, longest = rows(self, input, target)
   local gradient = self.gradInput:resizeAs(x):zero()
   eachLabel(self, x, list, longest, function(z, _, label)
      local above = z:gt(0):typeAs(z)
      gradient:add(above)
      cr.scatter_add(gradient, 1, label, above:sum(2):mul(-1))
   end)
   gradient:div(divisor(self, x))
   self.gradInput:resize(input:size())
   return self.gradInput
end

return MultiLabelMarginCriterion
