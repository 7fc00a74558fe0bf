--- ParallelCriterion.lua - a weighted sum of criterions, each of its own input and
-- target.
--
--    local criterion = nn.ParallelCriterion()
--    criterion:add(nn.MSECriterion()):add(nn.AbsCriterion(), 0.5)
--    local inputs = { torch.Tensor{1}, torch.Tensor{2} }
--    print(criterion:forward(inputs, { torch.Tensor{3}, torch.Tensor{4} })) --> 5

local torch = require 'torch'
local nn = require 'nn'

local ParallelCriterion, Parent = torch.class('nn.ParallelCriterion', 'nn.Criterion')

--- repeatTarget: true if all see the same target.
function ParallelCriterion:__init(repeatTarget)
   Parent.__init(self)
   self.criterions, self.weights, self.gradInput = {}, {}, {}
   self.repeatTarget = repeatTarget
end

--- weight: 1 without.
function ParallelCriterion:add(criterion, weight)
   table.insert(self.criterions, criterion)
   table.insert(self.weights, weight or 1)
   return self
end

local function targetOf(self, target, i)
   return self.repeatTarget and target or target[i]
end

function ParallelCriterion:updateOutput(input, target)
   self.output = 0
   for i, criterion in ipairs(self.criterions) do
      self.output = self.output + self.weights[i] * criterion:updateOutput(input[i],
         targetOf(self, target, i))
   end
   return self.output
end

function ParallelCriterion:updateGradInput(input, target)
   self.gradInput = nn.utils.recursiveResizeAs(self.gradInput, input)
   nn.utils.recursiveFill(self.gradInput, 0)
   for i, criterion in ipairs(self.criterions) do
      nn.utils.recursiveAdd(self.gradInput[i], self.weights[i],
         criterion:updateGradInput(input[i], targetOf(self, target, i)))
   end
   return self.gradInput
end

function ParallelCriterion:type(name, tensorCache)
   self.gradInput = {}
   return Parent.type(self, name, tensorCache)
end

return ParallelCriterion
