--- HingeEmbeddingCriterion.lua - the mean of x where y is 1, of max(0, margin - x) where
-- y is -1.
--
--    print(nn.HingeEmbeddingCriterion(1):forward(torch.Tensor{0.2}, torch.Tensor{-1}))
--    --> 0.8

local torch = require 'torch'

local HingeEmbeddingCriterion, Parent = torch.class('nn.HingeEmbeddingCriterion',
   'nn.Criterion')

--- margin: 1 without.
function HingeEmbeddingCriterion:__init(margin)
   Parent.__init(self)
   self.margin = margin or 1
   self.sizeAverage = true
end

-- A single distance may have its label as a number.
local function asTensor(input, target)
   return type(target) == 'number' and input.new(1):fill(target) or target
end

require 'nn.compare'(HingeEmbeddingCriterion, 'hinge', 'margin')
local updateOutput, updateGradInput = HingeEmbeddingCriterion.updateOutput,
   HingeEmbeddingCriterion.updateGradInput

function HingeEmbeddingCriterion:updateOutput(input, target)
   return updateOutput(self, input, asTensor(input, target))
end

function HingeEmbeddingCriterion:updateGradInput(input, target)
   return updateGradInput(self, input, asTensor(input, target))
end

return HingeEmbeddingCriterion
