--- Concat.lua - modules that see the same input; their outputs joined along a dimension.
--
--    local layer = nn.Concat(1):add(nn.Identity()):add(nn.Square())
--    print(unpack(layer:forward(torch.Tensor{2, 3}):totable())) --> 2 3 4 9

local torch = require 'torch'
require 'nn.Container'
local expect = require 'nn.expect'
local accumulate = require 'nn.branches'.accumulate

local Concat, Container = torch.class('nn.Concat', 'nn.Container')

--- dimension: along which outputs are joined, counting the batch's.
function Concat:__init(dimension)
   expect.count(self, 'dimension', dimension)
   Container.__init(self)
   self.dimension = dimension
end

-- Raise unless all outputs have the sizes of the first but along the dimension.
local function checkShapes(self, outputs)
   local first, dimension = outputs[1], self.dimension
   for i, output in ipairs(outputs) do
      expect.tensor(self, ('output of module %d'):format(i), output, first)
      local same = output:dim() == first:dim() and dimension <= output:dim()
      for d = 1, same and first:dim() or 0 do
         same = same and (d == dimension or output:size(d) == first:size(d))
      end
      if not same then
         expect.fail(self,
            'output of module %d is %s, of module 1 %s: cannot be joined along '
            .. 'dimension %d', i,
            expect.describe(output), expect.describe(first), dimension)
      end
   end
end

function Concat:updateOutput(input)
   local outputs, total, dimension = {}, 0, self.dimension
   for i, module in ipairs(self.modules) do
      outputs[i] = module:updateOutput(input)
   end
   if #outputs == 0 then expect.fail(self, 'there is no module to run; add one') end
   checkShapes(self, outputs)
   for _, output in ipairs(outputs) do total = total + output:size(dimension) end
   local sizes = outputs[1]:size()
   sizes[dimension] = total
   self.output:resize(sizes)
   local first = 1
   for _, output in ipairs(outputs) do
      self.output:narrow(dimension, first, output:size(dimension)):copy(output)
      first = first + output:size(dimension)
   end
   return self.output
end

--- The part of gradOutput that belongs to one module's output, from `first` on.
function Concat:partOf(gradOutput, output, first)
   return gradOutput:narrow(self.dimension, first, output:size(self.dimension))
end

-- Call f(i, module, its part of gradOutput) for every module.
local function eachPart(self, gradOutput, f)
   local first = 1
   expect.anyTensor(self, 'gradOutput', gradOutput)
   for i, module in ipairs(self.modules) do
      f(i, module, self:partOf(gradOutput, module.output, first))
      first = first + module.output:size(self.dimension)
   end
end

function Concat:updateGradInput(input, gradOutput)
   eachPart(self, gradOutput, function(i, module, part)
      self.gradInput = accumulate(self.gradInput, module:updateGradInput(input, part),
         i == 1)
   end)
   return self.gradInput
end

function Concat:accGradParameters(input, gradOutput, scale)
   eachPart(self, gradOutput, function(_, module, part)
      module:accGradParameters(input, part, scale or 1)
   end)
end

function Concat:backward(input, gradOutput, scale)
   eachPart(self, gradOutput, function(i, module, part)
      self.gradInput = accumulate(self.gradInput,
         module:backward(input, part, scale or 1), i == 1)
   end)
   return self.gradInput
end

function Concat:accUpdateGradParameters(input, gradOutput, lr)
   eachPart(self, gradOutput, function(_, module, part)
      module:accUpdateGradParameters(input, part, lr)
   end)
end

function Concat:__tostring__() return self:branchesText() end

return Concat
