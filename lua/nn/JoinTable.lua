--- JoinTable.lua - the tensors of a table joined along a dimension.
--
--    local y = nn.JoinTable(1):forward { torch.Tensor{1}, torch.Tensor{2, 3} }
--    print(unpack(y:totable())) --> 1 2 3

local torch = require 'torch'
local expect = require 'nn.expect'

local JoinTable, Parent = torch.class('nn.JoinTable', 'nn.Module')

--- dimension: along which; with nInputDims, the number of dimensions of a sample, the
-- dimension of a batch's samples. A negative one counts from the last.
function JoinTable:__init(dimension, nInputDims)
   Parent.__init(self)
   if type(dimension) ~= 'number' or dimension % 1 ~= 0 or dimension == 0 then
      expect.fail(self, 'dimension is %s, expected a whole number but 0',
         expect.describe(dimension))
   end
   self.size = torch.LongStorage()
   self.dimension = dimension
   self.gradInput = {}
   self.nInputDims = nInputDims
end

--- The dimension for this input, counted from the first one.
function JoinTable:_getPositiveDimension(input)
   local d = self.dimension
   if d < 0 then return input[1]:dim() + d + 1 end
   if self.nInputDims and input[1]:dim() == self.nInputDims + 1 then return d + 1 end
   return d
end

function JoinTable:updateOutput(input)
   expect.table(self, 'input', input)
   if #input == 0 then expect.fail(self, 'input is an empty table, expected tensors') end
   for i, tensor in ipairs(input) do
      expect.tensor(self, ('element %d of input'):format(i), tensor, self.output)
   end
   local dimension, sizes = self:_getPositiveDimension(input), input[1]:size()
   if dimension < 1 or dimension > #sizes then
      expect.fail(self, 'dimension is %d, expected 1 to %d for %s', dimension, #sizes,
         expect.describe(input[1]))
   end
   for i = 2, #input do
      local same = input[i]:dim() == #sizes
      for d = 1, same and #sizes or 0 do
         same = same and (d == dimension or input[i]:size(d) == sizes[d])
      end
      if not same then
         expect.fail(self,
            'element %d of input is %s, which cannot be joined to %s along dimension %d',
            i,
            expect.describe(input[i]), expect.describe(input[1]), dimension)
      end
      sizes[dimension] = sizes[dimension] + input[i]:size(dimension)
   end
   self.output:resize(sizes)
   local first = 1
   for _, tensor in ipairs(input) do
      self.output:narrow(dimension, first, tensor:size(dimension)):copy(tensor)
      first = first + tensor:size(dimension)
   end
   return self.output
end

function JoinTable:updateGradInput(input, gradOutput)
   local dimension, first = self:_getPositiveDimension(input), 1
   for i, tensor in ipairs(input) do
      local part = gradOutput:narrow(dimension, first, tensor:size(dimension))
      self.gradInput[i] = (self.gradInput[i] or tensor.new()):resizeAs(tensor):copy(part)
      first = first + tensor:size(dimension)
   end
   for i = #input + 1, #self.gradInput do self.gradInput[i] = nil end
   return self.gradInput
end

function JoinTable:type(name, tensorCache)
   self.gradInput = {}
   return Parent.type(self, name, tensorCache)
end

return JoinTable
