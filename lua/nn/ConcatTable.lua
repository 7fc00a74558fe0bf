--- ConcatTable.lua - modules that see the same input; the output is the table of theirs.
--
--    local layer = nn.ConcatTable():add(nn.Identity()):add(nn.Square())
--    local outputs = layer:forward(torch.Tensor{3})
--    print(outputs[1][1], outputs[2][1]) --> 3 9

local torch = require 'torch'
require 'nn.Container'
local accumulate = require 'nn.branches'.accumulate
local expect = require 'nn.expect'

local ConcatTable, Container = torch.class('nn.ConcatTable', 'nn.Container')

function ConcatTable:__init()
   Container.__init(self)
   self.output = {}
end

function ConcatTable:updateOutput(input)
   local output = {}
   for i, module in ipairs(self.modules) do output[i] = module:updateOutput(input) end
   self.output = output
   return output
end

-- gradInput is the sum of those that f(module, gradOutput[i]) gives.
local function sum(self, gradOutput, f)
   expect.table(self, 'gradOutput', gradOutput)
   for i, module in ipairs(self.modules) do
      self.gradInput = accumulate(self.gradInput, f(module, gradOutput[i]), i == 1)
   end
   return self.gradInput
end

function ConcatTable:updateGradInput(input, gradOutput)
   return sum(self, gradOutput, function(module, part)
      return module:updateGradInput(input, part)
   end)
end

function ConcatTable:backward(input, gradOutput, scale)
   return sum(self, gradOutput, function(module, part)
      return module:backward(input, part, scale or 1)
   end)
end

function ConcatTable:accGradParameters(input, gradOutput, scale)
   expect.table(self, 'gradOutput', gradOutput)
   for i, module in ipairs(self.modules) do
      module:accGradParameters(input, gradOutput[i], scale or 1)
   end
end

function ConcatTable:accUpdateGradParameters(input, gradOutput, lr)
   for i, module in ipairs(self.modules) do
      module:accUpdateGradParameters(input, gradOutput[i], lr)
   end
end

function ConcatTable:__tostring__() return self:branchesText() end

return ConcatTable
