--- CMulTable.lua - the product, element by element, of the tensors of a table.
--
--    local y = nn.CMulTable():forward { torch.Tensor{1, 2}, torch.Tensor{3, 4} }
--    print(unpack(y:totable())) --> 3 8

local torch = require 'torch'
local expect = require 'nn.expect'

local CMulTable, Parent = torch.class('nn.CMulTable', 'nn.Module')

function CMulTable:__init()
   Parent.__init(self)
   self.gradInput = {}
end

--- input: a table of tensors alike.
function CMulTable:updateOutput(input)
   expect.tensors(self, input, self.output)
   self.output:resizeAs(input[1]):copy(input[1])
   for i = 2, #input do self.output:cmul(input[i]) end
   return self.output
end

--- Each gradient is gradOutput times all other tensors.
function CMulTable:updateGradInput(input, gradOutput)
   for i = 1, #input do
      local gradInput = self.gradInput[i] or input[1].new()
      self.gradInput[i] = gradInput:resizeAs(input[i]):copy(gradOutput)
      for j = 1, #input do
         if j ~= i then gradInput:cmul(input[j]) end
      end
   end
   for i = #input + 1, #self.gradInput do self.gradInput[i] = nil end
   return self.gradInput
end

--- The same by dividing the output: quicker for many tensors, wrong where one holds 0.
function CMulTable:updateGradInput_efficient(input, gradOutput)
   local product = torch.cmul(self.output, gradOutput)
   for i = 1, #input do
      local gradInput = self.gradInput[i] or input[1].new()
      self.gradInput[i] = gradInput:resizeAs(input[i]):cdiv(product, input[i])
   end
   for i = #input + 1, #self.gradInput do self.gradInput[i] = nil end
   return self.gradInput
end

return CMulTable
