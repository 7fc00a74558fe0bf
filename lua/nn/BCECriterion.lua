--- BCECriterion.lua - binary cross-entropy: the mean of -(t log x + (1 - t) log(1 - x)).
--
--    local loss = nn.BCECriterion():forward(torch.Tensor{0.5}, torch.Tensor{1})
--    print(('%.4f'):format(loss)) --> 0.6931

local torch = require 'torch'
local expect = require 'nn.expect'

local BCECriterion, Parent = torch.class('nn.BCECriterion', 'nn.Criterion')

--- weights: a vector, one for each element of a sample. sizeAverage: false for the sum.
function BCECriterion:__init(weights, sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
   if weights then
      expect.anyTensor(self, 'weights', weights)
      self.weights = weights
   end
end

--- The number of elements of a sample that weights were given for.
function BCECriterion:__len() return self.weights and self.weights:size(1) or 0 end

--- The weights in the shape of the input.
function BCECriterion:weightsFor(input)
   local weights = self.weights
   if weights and weights:dim() < input:dim() then
      weights = weights:view(1, input:size(2)):expandAs(input)
   end
   return weights
end

require 'nn.compare'(BCECriterion, 'bce')

return BCECriterion
