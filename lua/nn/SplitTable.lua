--- SplitTable.lua - the slices of a tensor along a dimension, as a table.
--
--    local parts = nn.SplitTable(1):forward(torch.Tensor{{1, 2}, {3, 4}})
--    print(#parts, parts[2][1]) --> 2 3

local torch = require 'torch'
local expect = require 'nn.expect'

local SplitTable, Parent = torch.class('nn.SplitTable', 'nn.Module')

--- dimension, nInputDims: as of JoinTable.
function SplitTable:__init(dimension, nInputDims)
   Parent.__init(self)
   if type(dimension) ~= 'number' or dimension % 1 ~= 0 or dimension == 0 then
      expect.fail(self, 'dimension is %s, expected a whole number but 0',
         expect.describe(dimension))
   end
   self.dimension, self.nInputDims = dimension, nInputDims
end

--- The dimension for this input, counted from the first one.
function SplitTable:_getPositiveDimension(input)
   local d = self.dimension
   if d < 0 then
      d = input:dim() + d + 1
   elseif self.nInputDims and input:dim() == self.nInputDims + 1 then
      d = d + 1
   end
   if d < 1 or d > input:dim() then
      expect.fail(self, 'dimension is %d, expected 1 to %d for %s', d, input:dim(),
         expect.describe(input))
   end
   return d
end

function SplitTable:updateOutput(input)
   expect.anyTensor(self, 'input', input)
   local dimension, output = self:_getPositiveDimension(input), {}
   for i = 1, input:size(dimension) do output[i] = expect.slice(input, dimension, i) end
   self.output = output
   return output
end

function SplitTable:updateGradInput(input, gradOutput)
   expect.table(self, 'gradOutput', gradOutput)
   local dimension = self:_getPositiveDimension(input)
   self.gradInput:resizeAs(input)
   for i = 1, input:size(dimension) do
      expect.slice(self.gradInput, dimension, i):copy(gradOutput[i])
   end
   return self.gradInput
end

return SplitTable
