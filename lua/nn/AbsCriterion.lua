--- AbsCriterion.lua - mean of |x - y| over all elements.
--
--    print(nn.AbsCriterion():forward(torch.Tensor{1, 2}, torch.Tensor{2, 4})) --> 1.5

local torch = require 'torch'
require 'nn.Criterion'

local AbsCriterion, Parent = torch.class('nn.AbsCriterion', 'nn.Criterion')

--- sizeAverage: false for the sum in place of the mean.
function AbsCriterion:__init(sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
end

require 'nn.compare'(AbsCriterion, 'abs')

return AbsCriterion
