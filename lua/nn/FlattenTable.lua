--- FlattenTable.lua - the tensors of nested tables as one table.
--
--    local x = torch.ones(1)
--    print(#nn.FlattenTable():forward { x, { x, { x } } }) --> 3

local torch = require 'torch'
local expect = require 'nn.expect'

local FlattenTable, Parent = torch.class('nn.FlattenTable', 'nn.Module')

function FlattenTable:__init()
   Parent.__init(self)
   self.output, self.gradInput = {}, {}
end

local function flatten(value, list)
   if type(value) == 'table' then
      for _, item in ipairs(value) do flatten(item, list) end
   else
      list[#list + 1] = value
   end
   return list
end

function FlattenTable:updateOutput(input)
   expect.table(self, 'input', input)
   self.output = flatten(input, {})
   return self.output
end

-- The elements of a list from `at` on in the nesting of `like`.
local function nest(like, list, at)
   if type(like) ~= 'table' then return list[at], at + 1 end
   local result = {}
   for i, item in ipairs(like) do result[i], at = nest(item, list, at) end
   return result, at
end

function FlattenTable:updateGradInput(input, gradOutput)
   expect.table(self, 'gradOutput', gradOutput)
   self.gradInput = nest(input, gradOutput, 1)
   return self.gradInput
end

return FlattenTable
