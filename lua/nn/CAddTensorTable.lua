--- CAddTensorTable.lua - adds the first element of the input, a tensor, to each of the
-- second, a table.
--
--    local layer = nn.CAddTensorTable()
--    local sums = layer:forward { torch.ones(2), { torch.zeros(2), torch.ones(2) } }
--    print(sums[1]:sum(), sums[2]:sum()) --> 2 4

local torch = require 'torch'
local expect = require 'nn.expect'

local CAddTensorTable, Parent = torch.class('nn.CAddTensorTable', 'nn.Module')

function CAddTensorTable:__init()
   Parent.__init(self)
   self.output, self.gradInput = {}, {}
end

function CAddTensorTable:updateOutput(input)
   expect.table(self, 'input', input)
   expect.table(self, 'element 2 of input', input[2])
   local output = {}
   for i, tensor in ipairs(input[2]) do output[i] = tensor:clone():add(input[1]) end
   self.output = output
   return output
end

function CAddTensorTable:updateGradInput(input, gradOutput)
   local sum, parts = input[1]:clone():zero(), {}
   for i, part in ipairs(gradOutput) do
      sum:add(part)
      parts[i] = part:clone()
   end
   self.gradInput = { sum, parts }
   return self.gradInput
end

return CAddTensorTable
