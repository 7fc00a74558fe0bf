--- CriterionTable.lua - a criterion as a module: input is {input, target}.

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
