--- Narrow.lua - a part of a dimension.
--
--    print(unpack(nn.Narrow(1, 2, 2):forward(torch.Tensor{1, 2, 3, 4}):totable()))
--    --> 2 3

local torch = require 'torch'
local expect = require 'nn.expect'

local Narrow, Parent = torch.class('nn.Narrow', 'nn.Module')

--- dimension, offset: of the first element; length: how many, 1 without, -1 to the last.
-- Negative dimensions and offsets count from the last.
function Narrow:__init(dimension, offset, length)
   Parent.__init(self)
   self.dimension, self.index, self.length = dimension, offset, length or 1
   if not self.dimension or not self.index then
      expect.fail(self, 'dimension is %s and offset %s, expected numbers',
         tostring(dimension), tostring(offset))
   end
end

local function part(self, input, tensor)
   local d, first, length = self.dimension, self.index, self.length
   d = d < 0 and input:dim() + d + 1 or d
   local size = d >= 1 and d <= input:dim() and input:size(d) or 0
   first = first < 0 and size + first + 1 or first
   length = length < 0 and size - first + 2 + length or length
   if first < 1 or length < 1 or first + length - 1 > size then
      expect.fail(self, 'input is %s, which has no elements %d to %d along dimension %d',
         expect.describe(input), first, first + length - 1, d)
   end
   return tensor:narrow(d, first, length)
end

function Narrow:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local output = part(self, input, input)
   self.output:resizeAs(output):copy(output)
   return self.output
end

function Narrow:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):zero()
   part(self, input, self.gradInput):copy(gradOutput)
   return self.gradInput
end

return Narrow
