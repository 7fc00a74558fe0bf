--- AbsCriterion.lua - mean of |x - y| over all elements.

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
