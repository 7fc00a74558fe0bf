--- DepthConcat.lua - Concat of outputs of different sizes: smaller ones are put into the
-- middle of zeros. Szegedy et al. (2014), Going deeper with convolutions,
-- arXiv:1409.4842.
--
--    local layer = nn.DepthConcat(1):add(nn.Identity()):add(nn.Narrow(2, 1, 2))
--    print(unpack(layer:forward(torch.ones(1, 4)):size():totable())) --> 2 4

local torch = require 'torch'
require 'nn.Concat'
local expect = require 'nn.expect'

local DepthConcat = torch.class('nn.DepthConcat', 'nn.Concat')

--- The window of `output`, from `offset` on along the dimension, that a smaller output
-- takes.
function DepthConcat:windowNarrow(output, currentOutput, offset)
   local window = output:narrow(self.dimension, offset,
      currentOutput:size(self.dimension))
   for d = 1, currentOutput:dim() do
      local size = currentOutput:size(d)
      if d ~= self.dimension and size ~= output:size(d) then
         window = window:narrow(d, math.floor((output:size(d) - size) / 2) + 1, size)
      end
   end
   return window
end

function DepthConcat:updateOutput(input)
   local outputs, sizes, dimension = {}, nil, self.dimension
   for i, module in ipairs(self.modules) do
      local output = module:updateOutput(input)
      outputs[i] = output
      expect.tensor(self, ('output of module %d'):format(i), output, outputs[1])
      if output:dim() ~= outputs[1]:dim() or dimension > output:dim() then
         expect.fail(self, 'output of module %d is %s, of module 1 %s', i,
            expect.describe(output), expect.describe(outputs[1]))
      end
      sizes = sizes or torch.LongStorage(output:dim()):fill(0)
      for d = 1, output:dim() do
         sizes[d] = d == dimension and sizes[d] + output:size(d)
            or math.max(sizes[d], output:size(d))
      end
   end
   self.output:resize(sizes):zero()
   local first = 1
   for _, output in ipairs(outputs) do
      self:windowNarrow(self.output, output, first):copy(output)
      first = first + output:size(dimension)
   end
   return self.output
end

DepthConcat.partOf = DepthConcat.windowNarrow

return DepthConcat
