--- Contiguous.lua - the input, copied where it is not contiguous.
--
--    print(nn.Contiguous():forward(torch.ones(2, 3):t()):isContiguous()) --> true

local torch = require 'torch'
local expect = require 'nn.expect'

local Contiguous = torch.class('nn.Contiguous', 'nn.Module')

function Contiguous:updateOutput(input)
   expect.anyTensor(self, 'input', input)
   if input:isContiguous() then
      self.output:set(input)
   else
      self.output:resizeAs(input):copy(input)
   end
   return self.output
end

function Contiguous:updateGradInput(_, gradOutput)
   if gradOutput:isContiguous() then
      self.gradInput:set(gradOutput)
   else
      self.gradInput:resizeAs(gradOutput):copy(gradOutput)
   end
   return self.gradInput
end

return Contiguous
