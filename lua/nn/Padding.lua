--- Padding.lua - adds elements of one value to a dimension.
--
--    print(unpack(nn.Padding(1, 2, 1, 9):forward(torch.Tensor{1, 2}):totable()))
--    --> 1 2 9 9

local torch = require 'torch'
local expect = require 'nn.expect'

local Padding, Parent = torch.class('nn.Padding', 'nn.Module')

--- dim: the dimension. pad: how many; negative ones go before the input, others behind.
-- nInputDim: how many dimensions an input has that is no batch. value: 0 without. index:
-- where in the dimension, counted from the side where they go, 1 without.
function Padding:__init(dim, pad, nInputDim, value, index)
   Parent.__init(self)
   expect.count(self, 'dim', dim)
   self.value, self.index = value or 0, index or 1
   self.dim, self.pad, self.nInputDim = dim, pad, nInputDim
   self.outputSize = torch.LongStorage()
end

-- The parts of the padded tensor that the input fills, with the input's parts.
local function eachPart(self, input, output, f)
   local d = self.dim + (self.nInputDim and input:dim() ~= self.nInputDim and 1 or 0)
   local size, pad, index = input:size(d), math.abs(self.pad), self.index
   if self.pad > 0 then index = size - index + 2 end
   if index > 1 then f(input:narrow(d, 1, index - 1), output:narrow(d, 1, index - 1)) end
   if index <= size then
      f(input:narrow(d, index, size - index + 1),
         output:narrow(d, index + pad, size - index + 1))
   end
end

function Padding:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local d, sizes = self.dim + (self.nInputDim and input:dim() ~= self.nInputDim and 1
      or 0), input:size()
   if d > #sizes then
      expect.fail(self, 'dim is %d, expected 1 to %d for %s', d, #sizes,
         expect.describe(input))
   end
   sizes[d] = sizes[d] + math.abs(self.pad)
   self.output:resize(sizes):fill(self.value)
   eachPart(self, input, self.output, function(from, to) to:copy(from) end)
   return self.output
end

function Padding:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input)
   eachPart(self, self.gradInput, gradOutput, function(to, from) to:copy(from) end)
   return self.gradInput
end

return Padding
