--- NaN.lua - raises when a module gives NaN, in the output or in a gradient.
--
--    local layer = nn.NaN(nn.Log(), 'log')
--    print((pcall(layer.forward, layer, torch.Tensor{-1}))) --> false

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.Decorator'

local NaN, Parent = torch.class('nn.NaN', 'nn.Decorator')

local counter = 0

--- A number that no module has had.
function NaN.newId()
   counter = counter + 1
   return counter
end

--- id: what the module is called in the message; a number without.
function NaN:__init(module, id)
   Parent.__init(self, module)
   self.id = id or NaN.newId()
end

--- Whether a tensor, or one in nested tables, has a NaN.
function NaN:recursiveIsNaN(value)
   if torch.isTensor(value) then
      return value:nElement() > 0 and value:sum() ~= value:sum()
   end
   for _, item in pairs(type(value) == 'table' and value or {}) do
      if self:recursiveIsNaN(item) then return true end
   end
   return false
end

local function check(self, value, what)
   if self:recursiveIsNaN(value) then
      expect.fail(self, 'found NaN in %s of module %s', what, tostring(self))
   end
end

function NaN:updateOutput(input)
   self.output = self.modules[1]:updateOutput(input)
   check(self, self.output, 'output')
   return self.output
end

function NaN:updateGradInput(input, gradOutput)
   self.gradInput = self.modules[1]:updateGradInput(input, gradOutput)
   check(self, self.gradInput, 'gradInput')
   return self.gradInput
end

function NaN:accGradParameters(input, gradOutput, scale)
   self.modules[1]:accGradParameters(input, gradOutput, scale)
   local _, gradParams = self.modules[1]:parameters()
   check(self, gradParams, 'gradParameters')
end

function NaN:__tostring__()
   return ('%s(%s) @ %s'):format(torch.type(self), tostring(self.id),
      tostring(self.modules[1]))
end

return NaN
