--- GPU.lua - a module for one GPU of several; without GPUs it is the module itself.
--
--    print(nn.GPU(nn.Square(), 1):forward(torch.Tensor{3})[1]) --> 9

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.Container'

local GPU, Parent = torch.class('nn.GPU', 'nn.Container')

--- module: on `device`; the result goes to `outdevice`.
function GPU:__init(module, device, outdevice)
   Parent.__init(self)
   expect.count(self, 'device', device)
   self.device, self.outdevice = device, outdevice or device
   self.modules[1] = module
end

--- The module runs on another device, and its result goes there too.
function GPU:setDevice(device)
   expect.count(self, 'device', device)
   if self.outdevice == self.device then self.outdevice = device end
   self.device = device
   return self
end

--- The value itself: tensors that are not on GPUs stay where they are.
function GPU.recursiveSetDevice(value) return value end

--- The first device found in a module and what is inside it; nil if there is none.
function GPU.recursiveModuleDevice(module)
   if module.device then return module.device end
   for _, inner in ipairs(module.modules or {}) do
      local device = GPU.recursiveModuleDevice(inner)
      if device then return device end
   end
end

function GPU:updateOutput(input)
   self.output = self.modules[1]:updateOutput(input)
   return self.output
end

function GPU:updateGradInput(input, gradOutput)
   self.gradInput = self.modules[1]:updateGradInput(input, gradOutput)
   return self.gradInput
end

function GPU:accGradParameters(input, gradOutput, scale)
   self.modules[1]:accGradParameters(input, gradOutput, scale)
end

function GPU:__tostring__()
   local text = tostring(self.modules[1])
   if self.modules[1].__tostring__ then text = self.modules[1]:__tostring__() end
   return ('%s(%d) @ %s'):format(torch.type(self), self.device, text)
end

return GPU
