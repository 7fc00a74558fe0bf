--- ZipTableOneToMany.lua - {v, {a, b, c}} becomes {{v, a}, {v, b}, {v, c}}.
--
--    local pairs_ = nn.ZipTableOneToMany():forward { 'a', { 1, 2 } }
--    print(pairs_[2][1], pairs_[2][2]) --> a 2

local torch = require 'torch'
local expect = require 'nn.expect'

local ZipTableOneToMany, Parent = torch.class('nn.ZipTableOneToMany', 'nn.Module')

function ZipTableOneToMany:__init()
   Parent.__init(self)
   self.output, self.gradInput = {}, {}
end

function ZipTableOneToMany:updateOutput(input)
   expect.table(self, 'input', input)
   self.output = {}
   for i, value in ipairs(input[2]) do self.output[i] = { input[1], value } end
   return self.output
end

--- The gradients of v are summed.
function ZipTableOneToMany:updateGradInput(input, gradOutput)
   local sum, many = input[1]:clone():zero(), {}
   for i, pair in ipairs(gradOutput) do
      sum:add(pair[1])
      many[i] = pair[2]
   end
   self.gradInput = { sum, many }
   return self.gradInput
end

return ZipTableOneToMany
