--- SelectTable.lua - one element of a table.
--
--    print(nn.SelectTable(2):forward { torch.ones(1), torch.ones(5) }:nElement()) --> 5

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local SelectTable, Parent = torch.class('nn.SelectTable', 'nn.Module')

--- index: its key; a negative number counts from the last.
function SelectTable:__init(index)
   Parent.__init(self)
   self.index = index
   self.gradInput = {}
end

local function keyOf(self, input)
   expect.table(self, 'input', input)
   local key = type(self.index) == 'number' and self.index < 0
      and #input + self.index + 1 or self.index
   if input[key] == nil then
      expect.fail(self, 'input has no element %s; it has %d',
         expect.describe(self.index), #input)
   end
   return key
end

function SelectTable:updateOutput(input)
   self.output = input[keyOf(self, input)]
   return self.output
end

-- Zeros in the sizes of all tensors of a table.
local function zeros(result, value)
   if torch.isTensor(value) then
      return (torch.isTensor(result) and result or value.new()):resizeAs(value):zero()
   end
   result = type(result) == 'table' and result or {}
   for key, item in pairs(value) do result[key] = zeros(result[key], item) end
   for key in pairs(result) do
      if value[key] == nil then result[key] = nil end
   end
   return result
end

--- 0 for all elements but the one.
function SelectTable:updateGradInput(input, gradOutput)
   local key = keyOf(self, input)
   self.gradInput = zeros(self.gradInput, input)
   self.gradInput[key] = nn.utils.recursiveCopy(self.gradInput[key], gradOutput)
   return self.gradInput
end

function SelectTable:type(name, tensorCache)
   if name then self.gradInput, self.output = {}, {} end
   return Parent.type(self, name, tensorCache)
end

function SelectTable:__tostring__()
   return ('%s(%s)'):format(torch.type(self), tostring(self.index))
end

return SelectTable
