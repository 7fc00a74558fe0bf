--- Decorator.lua - passes every call on to one module, to be changed by classes derived
-- from it.
--
--    local layer = nn.Decorator(nn.Square())
--    print(layer:forward(torch.Tensor{3})[1]) --> 9

local torch = require 'torch'
require 'nn.Container'

local Decorator, Parent = torch.class('nn.Decorator', 'nn.Container')

--- module: the one decorated.
function Decorator:__init(module)
   Parent.__init(self)
   self.modules[1] = module
end

function Decorator:updateOutput(input)
   self.output = self.modules[1]:updateOutput(input)
   return self.output
end

function Decorator:updateGradInput(input, gradOutput)
   self.gradInput = self.modules[1]:updateGradInput(input, gradOutput)
   return self.gradInput
end

function Decorator:accGradParameters(input, gradOutput, scale)
   self.modules[1]:accGradParameters(input, gradOutput, scale)
end

function Decorator:accUpdateGradParameters(input, gradOutput, lr)
   self.modules[1]:accUpdateGradParameters(input, gradOutput, lr)
end

function Decorator:sharedAccUpdateGradParameters(input, gradOutput, lr)
   self.modules[1]:sharedAccUpdateGradParameters(input, gradOutput, lr)
end

function Decorator:__tostring__()
   local module = self.modules[1]
   local text = module.__tostring__ and module:__tostring__() or torch.type(module)
   return torch.type(self) .. ' @ ' .. text
end

--- Give another class the methods that pass calls on.
function Decorator.decorate(class)
   for _, name in ipairs { 'updateOutput', 'updateGradInput', 'accGradParameters',
      'accUpdateGradParameters', 'sharedAccUpdateGradParameters', '__tostring__' } do
      class[name] = Decorator[name]
   end
end

return Decorator
