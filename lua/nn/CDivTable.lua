--- CDivTable.lua - the quotient, element by element, of the two tensors of a table.
--
--    local y = nn.CDivTable():forward { torch.Tensor{1, 2}, torch.Tensor{4, 4} }
--    print(unpack(y:totable())) --> 0.25 0.5

local torch = require 'torch'
local expect = require 'nn.expect'

local CDivTable, Parent = torch.class('nn.CDivTable', 'nn.Module')

function CDivTable:__init()
   Parent.__init(self)
   self.gradInput = {}
end

--- input: a table of two tensors alike.
function CDivTable:updateOutput(input)
   expect.tensors(self, input, self.output, 2)
   self.output:resizeAs(input[1]):copy(input[1])
   self.output:cdiv(input[2])
   return self.output
end

function CDivTable:updateGradInput(input, gradOutput)
   self.gradInput[1] = self.gradInput[1] or input[1].new()
   self.gradInput[2] = self.gradInput[2] or input[1].new()
   self.gradInput[1]:resizeAs(input[1]):copy(gradOutput):cdiv(input[2])
   self.gradInput[2]:resizeAs(input[2]):zero()
   self.gradInput[2]:addcdiv(-1, self.gradInput[1], input[2]):cmul(input[1])
   return self.gradInput
end

return CDivTable
