--- Replicate.lua - repeats the input along a new dimension, without copying.
--
--    print(unpack(nn.Replicate(3):forward(torch.ones(2)):size():totable())) --> 3 2

local torch = require 'torch'
local expect = require 'nn.expect'

local Replicate, Parent = torch.class('nn.Replicate', 'nn.Module')

--- nFeatures: how often. dim: where the new dimension stands, 1 without. ndim: how many
-- dimensions an input has that is no batch.
function Replicate:__init(nFeatures, dim, ndim)
   Parent.__init(self)
   expect.count(self, 'nFeatures', nFeatures)
   self.nfeatures, self.dim, self.ndim = nFeatures, dim or 1, ndim
   expect.count(self, 'dim', self.dim)
end

local function dimensionOf(self, input)
   local d = self.dim + (self.ndim and input:dim() > self.ndim and 1 or 0)
   if d > input:dim() + 1 then
      expect.fail(self, 'dim is %d, expected 1 to %d for %s', d, input:dim() + 1,
         expect.describe(input))
   end
   return d
end

function Replicate:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local sizes, strides = input:size():totable(), input:stride():totable()
   local d = dimensionOf(self, input)
   table.insert(sizes, d, self.nfeatures)
   table.insert(strides, d, 0)
   self.output:set(input:storage(), input:storageOffset(), torch.LongStorage(sizes),
      torch.LongStorage(strides))
   return self.output
end

function Replicate:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):copy(gradOutput:sum(dimensionOf(self, input)))
   return self.gradInput
end

return Replicate
