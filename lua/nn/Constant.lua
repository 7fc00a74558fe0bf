--- Constant.lua - gives the same value for every input.
--
--    print(nn.Constant(torch.Tensor{7, 8}):forward(torch.ones(5)):sum()) --> 15

local torch = require 'torch'
local expect = require 'nn.expect'

local Constant, Parent = torch.class('nn.Constant', 'nn.Module')

--- value: a number or a tensor. nInputDims: how many dimensions an input has that is no
-- batch; then the value is repeated for each sample.
function Constant:__init(value, nInputDims)
   self.value = type(value) == 'number' and torch.Tensor { value } or value
   expect.anyTensor(self, 'value', self.value)
   self.nInputDims = nInputDims
   Parent.__init(self)
end

function Constant:updateOutput(input)
   if self.nInputDims and input:dim() > self.nInputDims then
      local sizes = self.value:size():totable()
      table.insert(sizes, 1, 1)
      local repeated = self.value:view(torch.LongStorage(sizes))
      sizes[1] = input:size(1)
      self.output:resize(torch.LongStorage(sizes)):copy(repeated:expandAs(self.output))
   else
      self.output:resize(self.value:size()):copy(self.value)
   end
   return self.output
end

--- 0: the input has no part.
function Constant:updateGradInput(input)
   self.gradInput:resizeAs(input):zero()
   return self.gradInput
end

return Constant
