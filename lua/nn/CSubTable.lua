--- CSubTable.lua - the difference of the two tensors of a table.
--
--    local y = nn.CSubTable():forward { torch.Tensor{5, 7}, torch.Tensor{1, 2} }
--    print(unpack(y:totable())) --> 4 5

local torch = require 'torch'
local expect = require 'nn.expect'

local CSubTable, Parent = torch.class('nn.CSubTable', 'nn.Module')

function CSubTable:__init()
   Parent.__init(self)
   self.gradInput = {}
end

--- input: a table of two tensors alike.
function CSubTable:updateOutput(input)
   expect.tensors(self, input, self.output, 2)
   self.output:resizeAs(input[1]):copy(input[1])
   self.output:add(-1, input[2])
   return self.output
end

function CSubTable:updateGradInput(input, gradOutput)
   self.gradInput[1] = self.gradInput[1] or input[1].new()
   self.gradInput[2] = self.gradInput[2] or input[1].new()
   self.gradInput[1]:resizeAs(input[1]):copy(gradOutput)
   self.gradInput[2]:resizeAs(input[2]):copy(gradOutput):mul(-1)
   return self.gradInput
end

return CSubTable
