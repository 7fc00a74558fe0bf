--- CriterionTable.lua - a criterion as a module: input is {input, target}.
--
--    local layer = nn.CriterionTable(nn.MSECriterion())
--    print(layer:forward { torch.Tensor{1, 2}, torch.Tensor{1, 4} }) --> 2

local torch = require 'torch'
local expect = require 'nn.expect'

local CriterionTable, Parent = torch.class('nn.CriterionTable', 'nn.Module')

function CriterionTable:__init(criterion)
   Parent.__init(self)
   self.criterion = criterion
   self.gradInput = { criterion.gradInput }
end

function CriterionTable:updateOutput(input)
   expect.table(self, 'input', input)
   self.output = self.criterion:updateOutput(unpack(input))
   return self.output
end

function CriterionTable:updateGradInput(input)
   self.criterion:updateGradInput(unpack(input))
   self.gradInput[1] = self.criterion.gradInput
   return self.gradInput
end

return CriterionTable
