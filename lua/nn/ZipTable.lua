--- ZipTable.lua - {{a1, a2}, {b1, b2}} becomes {{a1, b1}, {a2, b2}}.
--
--    local pairs_ = nn.ZipTable():forward { { 'a', 'b' }, { 1, 2 } }
--    print(pairs_[1][1], pairs_[1][2]) --> a 1

local torch = require 'torch'
local expect = require 'nn.expect'

local ZipTable, Parent = torch.class('nn.ZipTable', 'nn.Module')

function ZipTable:__init()
   Parent.__init(self)
   self.output, self.gradInput = {}, {}
end

local function zip(list)
   local result = {}
   for i, inner in ipairs(list) do
      for j, value in ipairs(inner) do
         result[j] = result[j] or {}
         result[j][i] = value
      end
   end
   return result
end

function ZipTable:updateOutput(input)
   expect.table(self, 'input', input)
   self.output = zip(input)
   return self.output
end

function ZipTable:updateGradInput(_, gradOutput)
   self.gradInput = zip(gradOutput)
   return self.gradInput
end

return ZipTable
