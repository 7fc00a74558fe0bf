--- DistKLDivCriterion.lua - mean of t * (log(t) - x): the Kullback-Leibler divergence of
-- probabilities t from log-probabilities x.
--
--    local p = torch.Tensor{0.5, 0.5}
--    print(nn.DistKLDivCriterion():forward(torch.log(p), p)) --> 0

local torch = require 'torch'
require 'nn.Criterion'

local DistKLDivCriterion, Parent = torch.class('nn.DistKLDivCriterion', 'nn.Criterion')

--- sizeAverage: false for the sum in place of the mean.
function DistKLDivCriterion:__init(sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
end

require 'nn.compare'(DistKLDivCriterion, 'kl')

return DistKLDivCriterion
