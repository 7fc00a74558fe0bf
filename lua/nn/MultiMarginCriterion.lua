--- MultiMarginCriterion.lua - the multi-class hinge loss: the sum over the wrong classes
-- of max(0, margin - x[label] + x[j])^p, divided by the number of classes.
-- Weston and Watkins (1998), Multi-class support vector machines; p = 2: Tang (2013), Deep
-- learning using linear support vector machines, arXiv:1306.0239.
--
--    local scores = torch.Tensor { -96.8, 437.9, 61.95 }
--    print(('%.4f'):format(nn.MultiMarginCriterion():forward(scores, 1))) --> 231.8167

local torch = require 'torch'
local expect = require 'nn.expect'
local labels = require 'nn.labels'

local MultiMarginCriterion, Parent = torch.class('nn.MultiMarginCriterion',
   'nn.Criterion')

--- p: 1 or 2, 1 without. weights: a vector, one for each class. margin: 1 without.
function MultiMarginCriterion:__init(p, weights, margin)
   Parent.__init(self)
   p = p or 1
   if p ~= 1 and p ~= 2 then
      expect.fail(self, 'p is %s, expected 1 or 2', expect.describe(p))
   end
   self.p = p
   self.margin = margin or 1.0
   self.sizeAverage = true
   if weights then
      expect.anyTensor(self, 'weights', weights)
      if weights:dim() ~= 1 then
         expect.fail(self, 'weights is %s, expected a vector', expect.describe(weights))
      end
      self.weights = weights
   end
end

-- margin - x[label] + x[j] where it is above 0 and j not the label, else 0.
local function excess(self, rows, target)
   local z = rows:clone():add(-1, rows:gather(2, target):expandAs(rows))
   return z:add(self.margin):cmax(0):scatter(2, target, 0)
end

-- What the sum over samples and classes is divided by.
local function divisor(self, rows)
   return rows:size(2) * (self.sizeAverage and rows:size(1) or 1)
end

--- input: C scores and a label; or N x C and N labels. The mean over the samples; with
-- sizeAverage = false their sum.
function MultiMarginCriterion:updateOutput(input, target)
   local rows, label = labels.rows(self, input, target)
   local z = excess(self, rows, label)
   if self.p == 2 then z:cmul(z) end
   local weights = labels.weights(self, rows, label)
   if weights then z:cmul(weights:expandAs(z)) end
   self.output = z:sum() / divisor(self, rows)
   return self.output
end

function MultiMarginCriterion:updateGradInput(input, target)
   local rows, label = labels.rows(self, input, target)
   local z = excess(self, rows, label)
   local gradient = self.p == 2 and z:mul(2) or z:gt(0):typeAs(z)
   local weights = labels.weights(self, rows, label)
   if weights then gradient:cmul(weights:expandAs(gradient)) end
   gradient:div(divisor(self, rows))
   gradient:scatter(2, label, gradient:sum(2):mul(-1))
   self.gradInput:resizeAs(input):copy(gradient)
   return self.gradInput
end

return MultiMarginCriterion
