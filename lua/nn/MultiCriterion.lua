--- MultiCriterion.lua - a weighted sum of criterions of the same input and target.
--
--    local criterion = nn.MultiCriterion()
--    criterion:add(nn.MSECriterion()):add(nn.AbsCriterion(), 0.5)
--    print(criterion:forward(torch.Tensor{1}, torch.Tensor{3})) --> 5

local torch = require 'torch'
local nn = require 'nn'

local MultiCriterion, Parent = torch.class('nn.MultiCriterion', 'nn.Criterion')

function MultiCriterion:__init()
   Parent.__init(self)
   self.criterions = {}
   self.weights = torch.DoubleStorage()
end

--- weight: 1 without.
function MultiCriterion:add(criterion, weight)
   table.insert(self.criterions, criterion)
   self.weights:resize(#self.criterions)
   self.weights[#self.criterions] = weight or 1
   return self
end

function MultiCriterion:updateOutput(input, target)
   self.output = 0
   for i, criterion in ipairs(self.criterions) do
      self.output = self.output + self.weights[i] * criterion:updateOutput(input, target)
   end
   return self.output
end

function MultiCriterion:updateGradInput(input, target)
   self.gradInput = nn.utils.recursiveResizeAs(self.gradInput, input)
   nn.utils.recursiveFill(self.gradInput, 0)
   for i, criterion in ipairs(self.criterions) do
      nn.utils.recursiveAdd(self.gradInput, self.weights[i],
         criterion:updateGradInput(input, target))
   end
   return self.gradInput
end

return MultiCriterion
