--- MulConstant.lua - y = constant * x.
--
--    print(unpack(nn.MulConstant(3):forward(torch.Tensor{1, 2}):totable())) --> 3 6

local torch = require 'torch'
local expect = require 'nn.expect'

local MulConstant, Parent = torch.class('nn.MulConstant', 'nn.Module')

--- constant_scalar: the number. inplace: write over the input.
function MulConstant:__init(constant_scalar, inplace)
   Parent.__init(self)
   if type(constant_scalar) ~= 'number' then
      expect.fail(self, 'constant is %s, expected a number',
         expect.describe(constant_scalar))
   end
   self.constant_scalar = constant_scalar
   self.inplace = inplace or false
end

function MulConstant:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   if self.inplace then
      input:mul(self.constant_scalar)
      self.output:set(input)
   else
      self.output:mul(input, self.constant_scalar)
   end
   return self.output
end

function MulConstant:updateGradInput(_, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.gradInput)
   if self.inplace then
      gradOutput:mul(self.constant_scalar)
      self.gradInput:set(gradOutput)
      self.output:div(self.constant_scalar) -- the input is as it was
   else
      self.gradInput:mul(gradOutput, self.constant_scalar)
   end
   return self.gradInput
end

return MulConstant
