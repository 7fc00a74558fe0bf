--- Min.lua - the smallest element along a dimension.
--
--    print(unpack(nn.Min(2):forward(torch.Tensor{{1, 5}, {7, 2}}):totable())) --> 1 2

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local Min, Parent = torch.class('nn.Min', 'nn.Module')

--- dimension: which, 1 without; a negative one counts from the last. nInputDims: how many
-- dimensions an input has that is no batch.
function Min:__init(dimension, nInputDims)
   Parent.__init(self)
   self.dimension = dimension or 1
   self.nInputDims = nInputDims
end

--- The dimension for this input, counted from the first one.
function Min:_getPositiveDimension(input)
   local d = self.dimension
   if d < 0 then
      d = input:dim() + d + 1
   elseif self.nInputDims and input:dim() == self.nInputDims + 1 then
      d = d + 1
   end
   if d < 1 or d > input:dim() then
      expect.fail(self, 'dimension is %d, expected 1 to %d for %s', self.dimension,
         input:dim(), expect.describe(input))
   end
   return d
end

--- Make the buffers that lack; a change of type has changed that of the indices.
function Min:_lazyInit()
   self._output = self._output or self.output.new()
   if not self._indices or self._indices:type() ~= 'torch.LongTensor' then
      self._indices = torch.LongTensor()
   end
end

--- output has one dimension less; of a vector it is one element.
function Min:updateOutput(input)
   expect.tensor(self, 'input', input, self.gradInput)
   local d = self:_getPositiveDimension(input)
   self:_lazyInit()
   cr.min(self._output, self._indices, input, d - 1)
   self.output:set(input:dim() > 1 and self._output:select(d, 1) or self._output)
   return self.output
end

--- gradOutput goes where the smallest element stood.
function Min:updateGradInput(input, gradOutput)
   local given = gradOutput:contiguous():view(self._indices:size())
   self.gradInput:resizeAs(input):zero()
   cr.scatter(self.gradInput, self:_getPositiveDimension(input) - 1, self._indices, given)
   return self.gradInput
end

function Min:clearState()
   nn.utils.clear(self, '_indices', '_output')
   return Parent.clearState(self)
end

return Min
