--- Index.lua - the slices of a tensor that a tensor of indices names.
--
--    local x = torch.Tensor { { 1, 2 }, { 3, 4 }, { 5, 6 } }
--    print(nn.Index(1):forward { x, torch.LongTensor { 3, 1 } }[1][2]) --> 6

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local Index, Parent = torch.class('nn.Index', 'nn.Module')

--- dimension: along which.
function Index:__init(dimension)
   Parent.__init(self)
   expect.count(self, 'dimension', dimension)
   self.dimension = dimension
   self.gradInput = { self.gradInput, self.gradInput.new() }
end

local function check(self, input)
   expect.table(self, 'input', input)
   expect.tensor(self, 'element 1 of input', input[1], self.output)
   expect.anyTensor(self, 'element 2 of input', input[2])
   if self.dimension > input[1]:dim() then
      expect.fail(self, 'dimension is %d but element 1 of input is %s', self.dimension,
         expect.describe(input[1]))
   end
   return input[1], input[2]:type() == 'torch.LongTensor' and input[2] or input[2]:long()
end

--- input: {tensor, vector of indices}; output: as the tensor, with one slice an index.
function Index:updateOutput(input)
   local tensor, indices = check(self, input)
   self.output:index(tensor, self.dimension, indices)
   return self.output
end

--- Slices named several times add up; indices have no gradient.
function Index:updateGradInput(input, gradOutput)
   local tensor, indices = check(self, input)
   self.gradInput[1]:resizeAs(tensor):zero()
   self.gradInput[1]:indexAdd(self.dimension, indices, gradOutput)
   self.gradInput[2]:resize(indices:size()):zero()
   return self.gradInput
end

function Index:clearState()
   nn.utils.clear(self, 'output')
   for _, tensor in ipairs(self.gradInput) do tensor:set() end
   return self
end

return Index
