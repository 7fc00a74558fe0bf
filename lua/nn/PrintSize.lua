--- PrintSize.lua - prints the sizes of what passes.
--
--    nn.PrintSize('here'):forward(torch.ones(2, 3))
--    --> here:input
--    --> 2
--    --> 3
--    --> [torch.LongStorage of size 2]

local torch = require 'torch'

local PrintSize, Parent = torch.class('nn.PrintSize', 'nn.Module')

--- prefix: text before the sizes.
function PrintSize:__init(prefix)
   Parent.__init(self)
   self.prefix = prefix or 'PrintSize'
end

local function sizeOf(value)
   if torch.isTensor(value) then return value:size() end
   return tostring(value)
end

function PrintSize:updateOutput(input)
   self.output = input
   print(self.prefix .. ':input\n', sizeOf(input))
   return self.output
end

function PrintSize:updateGradInput(_, gradOutput)
   print(self.prefix .. ':gradOutput\n', sizeOf(gradOutput))
   self.gradInput = gradOutput
   return self.gradInput
end

return PrintSize
