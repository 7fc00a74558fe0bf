--- ParallelTable.lua - the i-th module sees the i-th element of the input, a table.
--
--    local layer = nn.ParallelTable():add(nn.Identity()):add(nn.Square())
--    local outputs = layer:forward { torch.Tensor{2}, torch.Tensor{3} }
--    print(outputs[1][1], outputs[2][1]) --> 2 9

local torch = require 'torch'
require 'nn.Container'
local expect = require 'nn.expect'

local ParallelTable, Container = torch.class('nn.ParallelTable', 'nn.Container')

function ParallelTable:__init()
   Container.__init(self)
   self.output, self.gradInput = {}, {}
end

local function element(self, name, list, i)
   expect.table(self, name, list)
   if list[i] == nil then
      expect.fail(self, '%s has no element %d, expected one for each of %d modules',
         name, i, #self.modules)
   end
   return list[i]
end

function ParallelTable:updateOutput(input)
   local output = {}
   for i, module in ipairs(self.modules) do
      output[i] = module:updateOutput(element(self, 'input', input, i))
   end
   self.output = output
   return output
end

function ParallelTable:updateGradInput(input, gradOutput)
   local gradInput = {}
   for i, module in ipairs(self.modules) do
      gradInput[i] = module:updateGradInput(input[i],
         element(self, 'gradOutput', gradOutput, i))
   end
   self.gradInput = gradInput
   return gradInput
end

function ParallelTable:accGradParameters(input, gradOutput, scale)
   for i, module in ipairs(self.modules) do
      module:accGradParameters(input[i], element(self, 'gradOutput', gradOutput, i),
         scale or 1)
   end
end

function ParallelTable:accUpdateGradParameters(input, gradOutput, lr)
   for i, module in ipairs(self.modules) do
      module:accUpdateGradParameters(input[i],
         element(self, 'gradOutput', gradOutput, i), lr)
   end
end

function ParallelTable:__tostring__() return self:branchesText() end

return ParallelTable
