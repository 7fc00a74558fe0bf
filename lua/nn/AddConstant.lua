--- AddConstant.lua - y = x + constant.
--
--    print(unpack(nn.AddConstant(10):forward(torch.Tensor{1, 2}):totable())) --> 11 12

local torch = require 'torch'
local expect = require 'nn.expect'

local AddConstant, Parent = torch.class('nn.AddConstant', 'nn.Module')

--- constant_scalar: the number. inplace: write over the input.
function AddConstant:__init(constant_scalar, inplace)
   Parent.__init(self)
   if type(constant_scalar) ~= 'number' then
      expect.fail(self, 'constant is %s, expected a number',
         expect.describe(constant_scalar))
   end
   self.constant_scalar = constant_scalar
   self.inplace = inplace or false
end

function AddConstant:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   if self.inplace then
      input:add(self.constant_scalar)
      self.output:set(input)
   else
      self.output:add(input, self.constant_scalar)
   end
   return self.output
end

function AddConstant:updateGradInput(_, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.gradInput)
   if self.inplace then
      self.gradInput:set(gradOutput)
      self.output:add(-self.constant_scalar) -- the input is as it was
   else
      self.gradInput:resizeAs(gradOutput):copy(gradOutput)
   end
   return self.gradInput
end

return AddConstant
