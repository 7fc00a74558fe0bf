--- FocalCriterion.lua - binary cross-entropy of scores in which easy examples count less:
-- (1 - p)^gamma times -log p, p being the probability given to what is right.
-- Lin, Goyal, Girshick, He, Dollar (2017), Focal loss for dense object detection,
-- arXiv:1708.02002.
--
--    local score, target = torch.Tensor { 2 }, torch.Tensor { 1 }
--    print(('%.5f'):format(nn.FocalCriterion(2):forward(score, target))) --> 0.00180

local torch = require 'torch'
local expect = require 'nn.expect'

local FocalCriterion, Parent = torch.class('nn.FocalCriterion', 'nn.Criterion')

--- gamma: 2 without; 0 gives the cross-entropy. alpha: weight of targets 1, those 0 having
-- 1 - alpha; all have 1 without. sizeAverage: false for the sum in place of the mean.
function FocalCriterion:__init(gamma, alpha, sizeAverage)
   Parent.__init(self)
   self.gamma = gamma or 2
   if type(self.gamma) ~= 'number' or self.gamma < 0 then
      expect.fail(self, 'gamma is %s, expected a number of 0 or more',
         expect.describe(gamma))
   end
   if alpha ~= nil and not (type(alpha) == 'number' and alpha >= 0 and alpha <= 1) then
      expect.fail(self, 'alpha is %s, expected a number from 0 to 1',
         expect.describe(alpha))
   end
   self.weights = alpha
   self.sizeAverage = sizeAverage ~= false
end

--- alpha where the target is 1, 1 - alpha where it is 0.
function FocalCriterion:weightsFor(_, target)
   return torch.mul(target, 2 * self.weights - 1):add(1 - self.weights)
end

--- input: scores of any shape; target alike, of 0 and 1.
require 'nn.compare'(FocalCriterion, 'focal', 'gamma')

return FocalCriterion
