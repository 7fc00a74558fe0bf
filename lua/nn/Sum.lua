--- Sum.lua - the sum over a dimension.
--
--    print(unpack(nn.Sum(2):forward(torch.Tensor{{1, 2}, {3, 4}}):totable())) --> 3 7

local torch = require 'torch'
local expect = require 'nn.expect'

local Sum, Parent = torch.class('nn.Sum', 'nn.Module')

--- dimension: which, 1 without. nInputDims: how many dimensions an input has that is no
-- batch. sizeAverage: the mean. squeeze: false keeps the dimension, with size 1.
function Sum:__init(dimension, nInputDims, sizeAverage, squeeze)
   Parent.__init(self)
   self.dimension = dimension or 1
   self.nInputDims = nInputDims
   self.sizeAverage = sizeAverage or false
   self.squeeze = squeeze ~= false
end

--- The dimension for this input, counted from the first one.
function Sum:_getPositiveDimension(input)
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

function Sum:updateOutput(input)
   expect.tensor(self, 'input', input, self.gradInput)
   local d = self:_getPositiveDimension(input)
   if type(self.output) == 'number' then self.output = input.new() end
   self.output:sum(input, d)
   if self.sizeAverage then self.output:div(input:size(d)) end
   if self.squeeze and self.output:dim() > 1 then
      self.output:set(self.output:select(d, 1))
   end
   return self.output
end

function Sum:updateGradInput(input, gradOutput)
   local d, sizes = self:_getPositiveDimension(input), input:size()
   sizes[d] = 1
   local repeated = gradOutput:contiguous():view(sizes):expandAs(input)
   self.gradInput:resizeAs(input):copy(repeated)
   if self.sizeAverage then self.gradInput:div(input:size(d)) end
   return self.gradInput
end

return Sum
