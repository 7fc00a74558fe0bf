--- CosineEmbeddingCriterion.lua - for pairs of vectors: 1 - cos where y is 1, and
-- max(0, cos - margin) where y is -1, cos being the cosine of their angle.
--
--    local a, b = torch.Tensor { 1, 0 }, torch.Tensor { 0, 1 }
--    print(nn.CosineEmbeddingCriterion():forward({ a, b }, 1)) --> 1

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local CosineEmbeddingCriterion, Parent = torch.class('nn.CosineEmbeddingCriterion',
   'nn.Criterion')

--- margin: of pairs that differ, from -1 to 1; 0 without.
function CosineEmbeddingCriterion:__init(margin)
   Parent.__init(self)
   self.margin = margin or 0
   self.gradInput = { torch.Tensor(), torch.Tensor() }
   self.sizeAverage = true
end

-- The cosines of the pairs; the layer that makes them is kept, but for files of Torch7.
local function cosinesOf(self, input)
   expect.tensors(self, input, self.gradInput[1], 2)
   if not self._cosine then
      self._cosine = nn.CosineDistance():type(self.gradInput[1]:type())
   end
   return self._cosine:updateOutput(input)
end

-- y as a vector of the type of the cosines, and which pairs are alike, as 1 and 0.
local function marks(self, cosines, y)
   local list
   if type(y) == 'number' then
      list = cosines.new(1):fill(y)
   else
      expect.anyTensor(self, 'y', y)
      list = y:contiguous():view(-1):typeAs(cosines)
   end
   if list:nElement() ~= cosines:nElement() then
      expect.fail(self, 'y is %s, expected one number for each of %d pairs',
         expect.describe(y), cosines:nElement())
   end
   return list:eq(1):typeAs(cosines), list:eq(-1):typeAs(cosines)
end

local function divisor(self, cosines)
   return self.sizeAverage and cosines:nElement() or 1
end

--- input: a table of two tensors alike, D or N x D. y: a number, or N of them.
function CosineEmbeddingCriterion:updateOutput(input, y)
   local cosines = cosinesOf(self, input)
   local alike, different = marks(self, cosines, y)
   local loss = alike:sum() - alike:dot(cosines)
      + different:dot(torch.add(cosines, -self.margin):cmax(0))
   self.output = loss / divisor(self, cosines)
   return self.output
end

function CosineEmbeddingCriterion:updateGradInput(input, y)
   local cosines = cosinesOf(self, input)
   local alike, different = marks(self, cosines, y)
   local slopes = different:cmul(torch.gt(cosines, self.margin):typeAs(cosines))
   slopes:add(-1, alike):div(divisor(self, cosines))
   local gradients = self._cosine:updateGradInput(input, slopes)
   for i = 1, 2 do self.gradInput[i]:resizeAs(input[i]):copy(gradients[i]) end
   return self.gradInput
end

function CosineEmbeddingCriterion:type(name, tensorCache)
   return Parent.type(self, name, tensorCache)
end

return CosineEmbeddingCriterion
