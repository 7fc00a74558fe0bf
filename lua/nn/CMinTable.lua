--- CMinTable.lua - the smallest element at each place of the tensors of a table.
--
--    local y = nn.CMinTable():forward { torch.Tensor{1, 5}, torch.Tensor{4, 2} }
--    print(unpack(y:totable())) --> 1 2

local torch = require 'torch'
local expect = require 'nn.expect'

local CMinTable, Parent = torch.class('nn.CMinTable', 'nn.Module')

function CMinTable:__init()
   Parent.__init(self)
   self.gradInput = {}
   self.maxIdx = torch.Tensor()
end

--- input: a table of tensors alike.
function CMinTable:updateOutput(input)
   expect.tensors(self, input, self.output)
   self.output:resizeAs(input[1]):copy(input[1])
   self.maxIdx:resizeAs(input[1]):fill(1)
   for i = 2, #input do
      local better = input[i]:lt(self.output):typeAs(self.maxIdx)
      self.maxIdx:addcmul(-1, better, self.maxIdx):add(i, better)
      self.output:cmin(input[i])
   end
   return self.output
end

--- gradOutput goes where the smallest element came from.
function CMinTable:updateGradInput(input, gradOutput)
   for i = 1, #input do
      local gradInput = self.gradInput[i] or input[1].new()
      self.gradInput[i] = gradInput:resizeAs(input[i]):copy(gradOutput)
      gradInput:cmul(self.maxIdx:eq(i):type(gradInput:type()))
   end
   for i = #input + 1, #self.gradInput do self.gradInput[i] = nil end
   return self.gradInput
end

return CMinTable
