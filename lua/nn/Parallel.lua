--- Parallel.lua - the i-th module sees the i-th slice of the input; outputs are joined.
--
--    local layer = nn.Parallel(1, 1):add(nn.Identity()):add(nn.Square())
--    print(unpack(layer:forward(torch.Tensor{{2}, {3}}):totable())) --> 2 9

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.Container'

local Parallel, Parent = torch.class('nn.Parallel', 'nn.Container')

--- inputDimension: along which the input is sliced. outputDimension: along which outputs
-- are joined.
function Parallel:__init(inputDimension, outputDimension)
   Parent.__init(self)
   expect.count(self, 'inputDimension', inputDimension)
   expect.count(self, 'outputDimension', outputDimension)
   self.inputDimension, self.outputDimension = inputDimension, outputDimension
end

function Parallel:updateOutput(input)
   expect.anyTensor(self, 'input', input)
   if self.inputDimension > input:dim()
      or input:size(self.inputDimension) ~= #self.modules then
      expect.fail(self,
         'input is %s, expected size %d, one for each module, in dimension %d',
         expect.describe(input),
         #self.modules, self.inputDimension)
   end
   local outputs, sizes, d = {}, nil, self.outputDimension
   for i, module in ipairs(self.modules) do
      outputs[i] = module:updateOutput(input:select(self.inputDimension, i))
      if sizes then
         sizes[d] = sizes[d] + outputs[i]:size(d)
      else
         sizes = outputs[i]:size()
      end
   end
   self.output:resize(sizes)
   local first = 1
   for _, output in ipairs(outputs) do
      self.output:narrow(d, first, output:size(d)):copy(output)
      first = first + output:size(d)
   end
   return self.output
end

-- Call f(module, its slice of the input, its part of gradOutput, i) for every module.
local function eachPart(self, input, gradOutput, f)
   local first, d = 1, self.outputDimension
   for i, module in ipairs(self.modules) do
      local size = module.output:size(d)
      f(module, input:select(self.inputDimension, i), gradOutput:narrow(d, first, size),
         i)
      first = first + size
   end
end

function Parallel:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input)
   eachPart(self, input, gradOutput, function(module, slice, part, i)
      self.gradInput:select(self.inputDimension,
         i):copy(module:updateGradInput(slice, part))
   end)
   return self.gradInput
end

function Parallel:accGradParameters(input, gradOutput, scale)
   eachPart(self, input, gradOutput, function(module, slice, part)
      module:accGradParameters(slice, part, scale or 1)
   end)
end

function Parallel:accUpdateGradParameters(input, gradOutput, lr)
   eachPart(self, input, gradOutput, function(module, slice, part)
      module:accUpdateGradParameters(slice, part, lr)
   end)
end

function Parallel:__tostring__() return self:branchesText() end

return Parallel
