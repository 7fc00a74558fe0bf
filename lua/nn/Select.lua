--- Select.lua - one slice along a dimension.
--
--    print(unpack(nn.Select(2, 1):forward(torch.Tensor{{1, 2}, {3, 4}}):totable()))
--    --> 1 3

local torch = require 'torch'
local expect = require 'nn.expect'

local Select, Parent = torch.class('nn.Select', 'nn.Module')

--- Negative dimensions and indices count from the last.
function Select:__init(dimension, index)
   Parent.__init(self)
   self.dimension, self.index = dimension, index
   if not self.dimension or not self.index then
      expect.fail(self, 'dimension is %s and index %s, expected numbers',
         tostring(dimension), tostring(index))
   end
end

local function slice(self, input, tensor)
   local d, i = self.dimension, self.index
   d = d < 0 and input:dim() + d + 1 or d
   local size = d >= 1 and d <= input:dim() and input:size(d) or 0
   i = i < 0 and size + i + 1 or i
   if i < 1 or i > size then
      expect.fail(self, 'input is %s, which has no index %s in dimension %s',
         expect.describe(input), self.index, self.dimension)
   end
   return expect.slice(tensor, d, i)
end

function Select:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local output = slice(self, input, input)
   self.output:resizeAs(output):copy(output)
   return self.output
end

function Select:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):zero()
   slice(self, input, self.gradInput):copy(gradOutput)
   return self.gradInput
end

return Select
