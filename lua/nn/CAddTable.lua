--- CAddTable.lua - the sum of the tensors of a table.
--
--    local y = nn.CAddTable():forward { torch.Tensor{1, 2}, torch.Tensor{3, 4} }
--    print(unpack(y:totable())) --> 4 6

local torch = require 'torch'
local expect = require 'nn.expect'

local CAddTable, Parent = torch.class('nn.CAddTable', 'nn.Module')

--- inplace: write over the first tensor.
function CAddTable:__init(inplace)
   Parent.__init(self)
   self.inplace = inplace
   self.gradInput = {}
end

--- input: a table of tensors alike.
function CAddTable:updateOutput(input)
   expect.tensors(self, input, self.output)
   if self.inplace then
      self.output:set(input[1])
   else
      self.output:resizeAs(input[1]):copy(input[1])
   end
   for i = 2, #input do self.output:add(input[i]) end
   return self.output
end

function CAddTable:updateGradInput(input, gradOutput)
   for i = 1, #input do
      self.gradInput[i] = self.gradInput[i] or input[1].new()
      if self.inplace then
         self.gradInput[i]:set(gradOutput)
      else
         self.gradInput[i]:resizeAs(input[i]):copy(gradOutput)
      end
   end
   for i = #input + 1, #self.gradInput do self.gradInput[i] = nil end
   return self.gradInput
end

return CAddTable
