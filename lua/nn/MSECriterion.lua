--- MSECriterion.lua - mean of (x - y)^2 over all elements.
--
--    print(nn.MSECriterion():forward(torch.Tensor{1, 2}, torch.Tensor{1, 4})) --> 2

local torch = require 'torch'
require 'nn.Criterion'

local MSECriterion, Parent = torch.class('nn.MSECriterion', 'nn.Criterion')

--- sizeAverage: false for the sum in place of the mean.
function MSECriterion:__init(sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
end

require 'nn.compare'(MSECriterion, 'mse')

return MSECriterion
