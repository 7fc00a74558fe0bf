--- PairwiseDistance.lua - the p-norm of the difference of two vectors, or of rows of two
-- matrices.
--
--    print(nn.PairwiseDistance(2):forward { torch.Tensor{0, 0}, torch.Tensor{3, 4} }[1])
--    --> 5

local torch = require 'torch'
local expect = require 'nn.expect'

local PairwiseDistance, Parent = torch.class('nn.PairwiseDistance', 'nn.Module')

--- p: of the norm, 2 without.
function PairwiseDistance:__init(p)
   Parent.__init(self)
   self.norm = p or 2
   self.gradInput = {}
end

local SMALL = 1e-6 -- so that equal rows have the gradient 0

local function rows(tensor) return tensor:dim() == 1 and tensor:view(1, -1) or tensor end

--- input: a table of two tensors alike, D or N x D; output 1 or N.
function PairwiseDistance:updateOutput(input)
   expect.tensors(self, input, self.output, 2)
   self.diff = rows(input[1]:contiguous()):clone():add(-1, rows(input[2]:contiguous()))
   self.output:sum(self.diff:clone():abs():pow(self.norm), 2)
   self.output:resize(self.diff:size(1)):pow(1 / self.norm)
   return self.output
end

function PairwiseDistance:updateGradInput(input, gradOutput)
   local diff, p = self.diff, self.norm
   local gradient = diff:clone():sign()
   if p ~= 1 then
      local size = self.output:clone():add(SMALL):pow(p - 1):view(-1, 1):expandAs(diff)
      gradient:cmul(diff:clone():abs():pow(p - 1)):cdiv(size)
   end
   gradient:cmul(gradOutput:contiguous():view(-1, 1):expandAs(diff))
   gradient = gradient:view(input[1]:size())
   self.gradInput = { gradient, gradient:clone():mul(-1) }
   return self.gradInput
end

function PairwiseDistance:clearState()
   self.diff = nil
   return Parent.clearState(self)
end

return PairwiseDistance
