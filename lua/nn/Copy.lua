--- Copy.lua - a copy of the input, perhaps of another type.
--
--    local layer = nn.Copy('torch.DoubleTensor', 'torch.FloatTensor')
--    print(layer:forward(torch.ones(2)):type()) --> torch.FloatTensor

local torch = require 'torch'
local expect = require 'nn.expect'

local Copy, Parent = torch.class('nn.Copy', 'nn.Module')

--- intype, outtype: of input and output, the default type without. forceCopy: copy even
-- if they are the same. dontCast: leave the types when the module is converted.
function Copy:__init(intype, outtype, forceCopy, dontCast)
   intype = intype or torch.getdefaulttensortype()
   outtype = outtype or torch.getdefaulttensortype()
   self.dontCast = dontCast
   Parent.__init(self)
   self.gradInput = torch[intype:match '%.(.*)']()
   self.output = torch[outtype:match '%.(.*)']()
   self.forceCopy = forceCopy or intype ~= outtype
end

local function pass(result, value, copies)
   if copies then
      result:resize(value:size()):copy(value)
   else
      result:set(value)
   end
   return result
end

function Copy:updateOutput(input)
   expect.tensor(self, 'input', input, self.gradInput)
   return pass(self.output, input, self.forceCopy)
end

function Copy:updateGradInput(_, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.output)
   return pass(self.gradInput, gradOutput, self.forceCopy)
end

function Copy:type(name, tensorCache)
   if name and self.dontCast then return self end
   return Parent.type(self, name, tensorCache)
end

return Copy
