--- Transpose.lua - exchanges pairs of dimensions.
--
--    print(unpack(nn.Transpose({ 1, 3 }):forward(torch.ones(2, 3, 4)):size():totable()))
--    --> 4 3 2

local torch = require 'torch'
local expect = require 'nn.expect'

local Transpose, Parent = torch.class('nn.Transpose', 'nn.Module')

--- Pairs: nn.Transpose({1, 2}, {1, 3}) exchanges 1 and 2, then 1 and 3.
function Transpose:__init(...)
   Parent.__init(self)
   self.permutations = { ... }
   self.numInputDims = nil
end

--- How many dimensions an input has that is no batch.
function Transpose:setNumInputDims(count)
   self.numInputDims = count
   return self
end

local function exchanged(self, tensor, from, to, step)
   local batch = self.numInputDims and tensor:dim() == self.numInputDims + 1 and 1 or 0
   for i = from, to, step do
      local pair = self.permutations[i]
      tensor = tensor:transpose(pair[1] + batch, pair[2] + batch)
   end
   return tensor
end

function Transpose:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local output = exchanged(self, input, 1, #self.permutations, 1)
   self.output:resizeAs(output):copy(output)
   return self.output
end

function Transpose:updateGradInput(_, gradOutput)
   local gradInput = exchanged(self, gradOutput, #self.permutations, 1, -1)
   self.gradInput:resizeAs(gradInput):copy(gradInput)
   return self.gradInput
end

return Transpose
