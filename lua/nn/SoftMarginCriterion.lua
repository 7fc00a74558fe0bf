--- SoftMarginCriterion.lua - mean of log(1 + exp(-y * x)), y being 1 or -1.
--
--    local loss = nn.SoftMarginCriterion():forward(torch.zeros(2), torch.ones(2))
--    print(('%.4f'):format(loss)) --> 0.6931

local torch = require 'torch'
require 'nn.Criterion'

local SoftMarginCriterion, Parent = torch.class('nn.SoftMarginCriterion', 'nn.Criterion')

--- sizeAverage: false for the sum in place of the mean.
function SoftMarginCriterion:__init(sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
end

require 'nn.compare'(SoftMarginCriterion, 'soft_margin')

return SoftMarginCriterion
