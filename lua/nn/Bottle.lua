--- Bottle.lua - lets a module of few dimensions work on more: the first ones are merged
-- into one.
--
--    local layer = nn.Bottle(nn.Linear(3, 2))
--    print(unpack(layer:forward(torch.ones(4, 5, 3)):size():totable())) --> 4 5 2

local torch = require 'torch'
require 'nn.Decorator'

local Bottle, Parent = torch.class('nn.Bottle', 'nn.Decorator')

--- nInputDim, nOutDim: dimensions that the module takes and gives, 2 without.
function Bottle:__init(module, nInputDim, nOutDim)
   Parent.__init(self, module)
   self.nInputDim = nInputDim or 2
   self.nOutDim = nOutDim or self.nInputDim
   self.dimDelta = self.nInputDim - self.nOutDim
end

-- The input with as many dimensions as the module takes.
local function merged(self, input)
   local sizes, extra = { 1 }, input:dim() - self.nInputDim + 1
   for d = 1, extra do sizes[1] = sizes[1] * input:size(d) end
   for d = extra + 1, input:dim() do sizes[#sizes + 1] = input:size(d) end
   return input:contiguous():view(torch.LongStorage(sizes))
end

function Bottle:updateOutput(input)
   if input:dim() <= self.nInputDim then
      self.output:set(self.modules[1]:updateOutput(input))
      return self.output
   end
   local output = self.modules[1]:updateOutput(merged(self, input))
   local sizes = {}
   for d = 1, input:dim() - self.nInputDim + 1 do sizes[d] = input:size(d) end
   for d = 2, output:dim() do sizes[#sizes + 1] = output:size(d) end
   self.output:set(output:contiguous():view(torch.LongStorage(sizes)))
   return self.output
end

function Bottle:updateGradInput(input, gradOutput)
   if input:dim() <= self.nInputDim then
      self.gradInput:set(self.modules[1]:updateGradInput(input, gradOutput))
      return self.gradInput
   end
   local gradInput = self.modules[1]:updateGradInput(merged(self, input),
      gradOutput:contiguous():viewAs(self.modules[1].output))
   self.gradInput:set(gradInput:contiguous():viewAs(input))
   return self.gradInput
end

function Bottle:accGradParameters(input, gradOutput, scale)
   if input:dim() > self.nInputDim then
      input = merged(self, input)
      gradOutput = gradOutput:contiguous():viewAs(self.modules[1].output)
   end
   self.modules[1]:accGradParameters(input, gradOutput, scale)
end

return Bottle
