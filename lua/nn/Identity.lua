--- Identity.lua - the output is the input itself.
--
--    local x = torch.ones(2)
--    print(nn.Identity():forward(x) == x) --> true

local torch = require 'torch'
local nn = require 'nn'

local Identity = torch.class('nn.Identity', 'nn.Module')

--- input: a tensor or a table.
function Identity:updateOutput(input)
   self.output = input
   return input
end

function Identity:updateGradInput(_, gradOutput)
   self.gradInput = gradOutput
   return gradOutput
end

--- Let go of the input; it is not emptied, as it is not this module's.
function Identity:clearState()
   for _, name in ipairs { 'output', 'gradInput' } do
      local value = self[name]
      self[name] = torch.isTensor(value) and value.new() or value ~= nil and {} or nil
   end
   return nn.utils.clear(self, 'output', 'gradInput')
end

return Identity
