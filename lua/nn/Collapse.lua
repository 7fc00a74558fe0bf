--- Collapse.lua - merges the dimensions of a sample into one.
--
--    print(unpack(nn.Collapse(2):forward(torch.ones(3, 4, 5)):size():totable()))
--    --> 3 20

local torch = require 'torch'
local expect = require 'nn.expect'

local Collapse, Parent = torch.class('nn.Collapse', 'nn.Module')

--- nInputDims: how many dimensions an input has that is no batch.
function Collapse:__init(nInputDims)
   Parent.__init(self)
   expect.count(self, 'nInputDims', nInputDims)
   self.nInputDims = nInputDims
end

function Collapse:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local source, ndim = input:contiguous(), input:dim()
   local sizes, merged = {}, 1
   for d = 1, ndim - self.nInputDims do sizes[d] = input:size(d) end
   for d = math.max(ndim - self.nInputDims, 0) + 1, ndim do
      merged = merged * input:size(d)
   end
   sizes[#sizes + 1] = merged
   self.output:view(source, torch.LongStorage(sizes))
   return self.output
end

function Collapse:updateGradInput(input, gradOutput)
   self.gradInput:view(gradOutput:contiguous(), input:size())
   return self.gradInput
end

return Collapse
