--- Squeeze.lua - the input without dimensions of size 1: all, or one.
--
--    print(unpack(nn.Squeeze():forward(torch.ones(2, 1, 3)):size():totable())) --> 2 3

local torch = require 'torch'
local expect = require 'nn.expect'

local Squeeze, Parent = torch.class('nn.Squeeze', 'nn.Module')

--- dim: the one. numInputDims: how many dimensions an input has that is no batch.
function Squeeze:__init(dim, numInputDims)
   Parent.__init(self)
   self.dim = dim
   self:setNumInputDims(numInputDims)
end

function Squeeze:setNumInputDims(numInputDims)
   self.numInputDims = numInputDims
   return self
end

function Squeeze:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local dim = self.dim
   local more = self.numInputDims and input:dim() > self.numInputDims and 1 or 0
   self.output:set(input)
   if dim then
      self.output:set(input:squeeze(dim + more))
   else
      self.output:squeeze(input)
   end
   return self.output
end

function Squeeze:updateGradInput(input, gradOutput)
   self.gradInput:view(gradOutput:contiguous(), input:size())
   return self.gradInput
end

return Squeeze
