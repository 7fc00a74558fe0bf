--- Unsqueeze.lua - a new dimension of size 1.
--
--    print(unpack(nn.Unsqueeze(1):forward(torch.ones(3)):size():totable())) --> 1 3

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local Unsqueeze, Parent = torch.class('nn.Unsqueeze', 'nn.Module')

--- pos: before which dimension it stands. numInputDims: how many dimensions an input has
-- that is no batch.
function Unsqueeze:__init(pos, numInputDims)
   Parent.__init(self)
   expect.count(self, 'pos', pos)
   self.pos = pos
   self:setNumInputDims(numInputDims)
end

function Unsqueeze:setNumInputDims(numInputDims)
   self.numInputDims = numInputDims
   return self
end

--- Where the new dimension stands in the output for this input.
function Unsqueeze:_getActualPosition(input)
   local pos = self.pos + (self.numInputDims and input:dim() - self.numInputDims or 0)
   if pos < 1 or pos > input:dim() + 1 then
      expect.fail(self, 'pos is %d, expected 1 to %d for %s', pos, input:dim() + 1,
         expect.describe(input))
   end
   return pos
end

function Unsqueeze:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   nn.utils.addSingletonDimension(self.output, input, self:_getActualPosition(input))
   return self.output
end

function Unsqueeze:updateGradInput(input, gradOutput)
   self.gradInput:view(gradOutput:contiguous(), input:size())
   return self.gradInput
end

function Unsqueeze:__tostring__()
   return ('%s(dim %d)'):format(torch.type(self), self.pos)
end

return Unsqueeze
