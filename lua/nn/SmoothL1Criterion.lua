--- SmoothL1Criterion.lua - mean of z^2 / 2 where |z| < 1, else |z| - 1/2; z = x - y.
-- Girshick (2015), Fast R-CNN, arXiv:1504.08083.
--
--    print(nn.SmoothL1Criterion():forward(torch.Tensor{0, 3}, torch.Tensor{0.5, 1}))
--    --> 0.8125

local torch = require 'torch'
require 'nn.Criterion'

local SmoothL1Criterion, Parent = torch.class('nn.SmoothL1Criterion', 'nn.Criterion')

--- sizeAverage: false for the sum in place of the mean.
function SmoothL1Criterion:__init(sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
end

require 'nn.compare'(SmoothL1Criterion, 'smooth_l1')

return SmoothL1Criterion
