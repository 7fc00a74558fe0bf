--- MultiLabelSoftMarginCriterion.lua - binary cross-entropy of every class by itself: the
-- mean of -(t log s(x) + (1 - t) log(1 - s(x))), s being the sigmoid.
--
--    local loss = nn.MultiLabelSoftMarginCriterion()
--    print(('%.4f'):format(loss:forward(torch.zeros(3), torch.Tensor { 1, 0, 1 }))) --> 0.6931

local torch = require 'torch'
local nn = require 'nn'

local MultiLabelSoftMarginCriterion, Parent = torch.class(
   'nn.MultiLabelSoftMarginCriterion', 'nn.Criterion')

--- weights: a vector, one for each class. sizeAverage: false for the sum.
function MultiLabelSoftMarginCriterion:__init(weights, sizeAverage)
   Parent.__init(self)
   self.nll = nn.BCECriterion(weights, sizeAverage)
   self.weights, self.sizeAverage = weights, self.nll.sizeAverage
end

--- The weights in the shape of the input.
function MultiLabelSoftMarginCriterion:weightsFor(input)
   return self.nll:weightsFor(input)
end

--- Files of Torch7 have the weights in `nll` alone.
function MultiLabelSoftMarginCriterion:read(file)
   for key, value in pairs(file:readObject()) do self[key] = value end
   self.weights = self.nll.weights
end

--- input: scores, C or N x C; target alike, from 0 to 1.
require 'nn.compare'(MultiLabelSoftMarginCriterion, 'logistic')

return MultiLabelSoftMarginCriterion
