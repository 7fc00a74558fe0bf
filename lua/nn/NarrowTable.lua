--- NarrowTable.lua - some elements of a table that stand one after the other.
--
--    local layer = nn.NarrowTable(2, 2)
--    local parts = layer:forward { torch.ones(1), torch.ones(2), torch.ones(3) }
--    print(#parts, parts[1]:nElement()) --> 2 2

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local NarrowTable, Parent = torch.class('nn.NarrowTable', 'nn.Module')

--- offset: the first; length: how many, 1 without.
function NarrowTable:__init(offset, length)
   Parent.__init(self)
   expect.count(self, 'offset', offset)
   self.offset, self.length = offset, length or 1
   self.output, self.gradInput = {}, {}
end

function NarrowTable:updateOutput(input)
   expect.table(self, 'input', input)
   self.output = {}
   for i = 1, self.length do self.output[i] = input[self.offset + i - 1] end
   return self.output
end

function NarrowTable:updateGradInput(input, gradOutput)
   local gradInput = {}
   for i, value in ipairs(input) do
      local part = gradOutput[i - self.offset + 1]
      if i < self.offset or i >= self.offset + self.length then part = nil end
      local made = nn.utils.recursiveResizeAs(self.gradInput[i], value)
      gradInput[i] = part and nn.utils.recursiveCopy(made, part)
         or nn.utils.recursiveFill(made, 0)
   end
   self.gradInput = gradInput
   return gradInput
end

return NarrowTable
