--- CosineDistance.lua - the cosine of the angle of two vectors, or of rows of two
-- matrices.
--
--    print(nn.CosineDistance():forward { torch.Tensor{1, 0}, torch.Tensor{0, 2} }[1])
--    --> 0

local torch = require 'torch'
local expect = require 'nn.expect'

local CosineDistance, Parent = torch.class('nn.CosineDistance', 'nn.Module')

function CosineDistance:__init()
   Parent.__init(self)
   self.gradInput = { torch.Tensor(), torch.Tensor() }
end

local SMALL = 1e-12 -- so that the cosine of a vector of zeros is 0

local function rows(tensor)
   tensor = tensor:contiguous()
   return tensor:dim() == 1 and tensor:view(1, -1) or tensor
end

local function dots(a, b) return a:clone():cmul(b):sum(2) end

--- input: a table of two tensors alike, D or N x D; output 1 or N.
function CosineDistance:updateOutput(input)
   expect.tensors(self, input, self.output, 2)
   local a, b = rows(input[1]), rows(input[2])
   local size = dots(a, a):add(SMALL):cmul(dots(b, b):add(SMALL)):sqrt()
   self.output:resize(a:size(1)):copy(dots(a, b):cdiv(size))
   return self.output
end

function CosineDistance:updateGradInput(input, gradOutput)
   local a, b = rows(input[1]), rows(input[2])
   local aa, bb, ab = dots(a, a):add(SMALL), dots(b, b):add(SMALL), dots(a, b)
   local size = aa:clone():cmul(bb):sqrt()
   local given = gradOutput:contiguous():view(-1, 1)
   local function gradient(x, xx, other)
      local along = ab:clone():cdiv(size):cdiv(xx):expandAs(x)
      local result = other:clone():cdiv(size:expandAs(x)):addcmul(-1, x, along)
      return result:cmul(given:expandAs(x)):view(input[1]:size())
   end
   self.gradInput = { gradient(a, aa, b), gradient(b, bb, a) }
   return self.gradInput
end

return CosineDistance
