--- CMaxTable.lua - the largest element at each place of the tensors of a table.
--
--    local y = nn.CMaxTable():forward { torch.Tensor{1, 5}, torch.Tensor{4, 2} }
--    print(unpack(y:totable())) --> 4 5

local torch = require 'torch'
local expect = require 'nn.expect'

local CMaxTable, Parent = torch.class('nn.CMaxTable', 'nn.Module')

function CMaxTable:__init()
   Parent.__init(self)
   self.gradInput = {}
   self.maxIdx = torch.Tensor()
end

--- input: a table of tensors alike.
function CMaxTable:updateOutput(input)
   expect.tensors(self, input, self.output)
   self.output:resizeAs(input[1]):copy(input[1])
   self.maxIdx:resizeAs(input[1]):fill(1)
   for i = 2, #input do
      local better = input[i]:gt(self.output):typeAs(self.maxIdx)
      self.maxIdx:addcmul(-1, better, self.maxIdx):add(i, better)
      self.output:cmax(input[i])
   end
   return self.output
end

--- gradOutput goes where the largest element came from.
function CMaxTable:updateGradInput(input, gradOutput)
   for i = 1, #input do
      local gradInput = self.gradInput[i] or input[1].new()
      self.gradInput[i] = gradInput:resizeAs(input[i]):copy(gradOutput)
      gradInput:cmul(self.maxIdx:eq(i):type(gradInput:type()))
   end
   for i = #input + 1, #self.gradInput do self.gradInput[i] = nil end
   return self.gradInput
end

return CMaxTable
