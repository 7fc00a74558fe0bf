--- L1HingeEmbeddingCriterion.lua - the distance |x1 - x2| where y is 1, max(0, margin -
-- it) else.
--
--    local criterion = nn.L1HingeEmbeddingCriterion(1)
--    print(criterion:forward({ torch.Tensor{1, 2}, torch.Tensor{2, 4} }, 1)) --> 3

local torch = require 'torch'
local expect = require 'nn.expect'

local L1HingeEmbeddingCriterion, Parent = torch.class('nn.L1HingeEmbeddingCriterion',
   'nn.Criterion')

--- margin: 1 without.
function L1HingeEmbeddingCriterion:__init(margin)
   Parent.__init(self)
   self.margin = margin or 1
   self.gradInput = { torch.Tensor(), torch.Tensor() }
end

--- input: a table of two tensors alike; y: 1 or -1.
function L1HingeEmbeddingCriterion:updateOutput(input, y)
   expect.tensors(self, input, input[1], 2)
   if torch.isTensor(y) then y = y[1] end
   local distance = input[1]:dist(input[2], 1)
   self.output = y == 1 and distance or math.max(0, self.margin - distance)
   return self.output
end

function L1HingeEmbeddingCriterion:updateGradInput(input, y)
   if torch.isTensor(y) then y = y[1] end
   local a, b = input[1], input[2]
   local gradient = a.new():resizeAs(a):copy(a):add(-1, b)
   local distance = gradient:norm(1)
   gradient:sign()
   if y == -1 then gradient:mul(distance > self.margin and 0 or -1) end
   self.gradInput[1] = gradient
   self.gradInput[2] = gradient:clone():mul(-1)
   return self.gradInput
end

return L1HingeEmbeddingCriterion
