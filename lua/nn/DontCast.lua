--- DontCast.lua - a module that keeps its tensor type; what passes is converted.
--
--    local layer = nn.DontCast(nn.Linear(2, 2):float())
--    print(layer:double().modules[1].weight:type()) --> torch.FloatTensor

local torch = require 'torch'
require 'nn.Decorator'

local DontCast, Parent = torch.class('nn.DontCast', 'nn.Decorator')

local Module = torch.getmetatable 'nn.Module'

--- castin, castout: false to pass inputs or outputs as they are; castout is as castin
-- without.
function DontCast:__init(module, castin, castout, moduleType)
   Parent.__init(self, module)
   self.castin = castin
   self.castout = castout == nil and castin or castout
   self.moduleType = moduleType or module._type or torch.getdefaulttensortype()
end

-- A value with its tensors of the type named.
local function cast(value, name)
   if torch.isTensor(value) then return value:type(name) end
   local result = {}
   for key, item in pairs(value) do result[key] = cast(item, name) end
   return result
end

function DontCast:updateOutput(input)
   if self.castin then input = cast(input, self.moduleType) end
   local output = self.modules[1]:updateOutput(input)
   self.output = self.castout and cast(output, self._type) or output
   return self.output
end

function DontCast:updateGradInput(input, gradOutput)
   if self.castin then input = cast(input, self.moduleType) end
   if self.castout then gradOutput = cast(gradOutput, self.moduleType) end
   local gradInput = self.modules[1]:updateGradInput(input, gradOutput)
   self.gradInput = self.castin and cast(gradInput, self._type) or gradInput
   return self.gradInput
end

function DontCast:accGradParameters(input, gradOutput, scale)
   if self.castin then input = cast(input, self.moduleType) end
   if self.castout then gradOutput = cast(gradOutput, self.moduleType) end
   self.modules[1]:accGradParameters(input, gradOutput, scale)
end

function DontCast:accUpdateGradParameters(input, gradOutput, lr)
   if self.castin then input = cast(input, self.moduleType) end
   if self.castout then gradOutput = cast(gradOutput, self.moduleType) end
   self.modules[1]:accUpdateGradParameters(input, gradOutput, lr)
end

--- The module stays as it is.
function DontCast:type(name, tensorCache)
   if name then
      local module = self.modules
      self.modules = {}
      Module.type(self, name, tensorCache)
      self.modules = module
      return self
   end
   return self._type
end

return DontCast
