--- ClassNLLCriterion.lua - negative log-likelihood: the mean of -x[label] over a batch of
-- log-probabilities x.
--
--    local logProbabilities = torch.log(torch.Tensor{{0.25, 0.75}})
--    local loss = nn.ClassNLLCriterion():forward(logProbabilities, torch.Tensor{2})
--    print(('%.4f'):format(loss)) --> 0.2877

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local ClassNLLCriterion, Criterion = torch.class('nn.ClassNLLCriterion', 'nn.Criterion')

--- weights: a vector, one for each class. sizeAverage: false for the sum in place of the
-- weighted mean. ignoreIndex: samples of this label have no part, -100 without.
function ClassNLLCriterion:__init(weights, sizeAverage, ignoreIndex)
   Criterion.__init(self)
   self.sizeAverage = sizeAverage ~= false
   self.ignoreIndex = ignoreIndex or -100
   if weights then
      expect.anyTensor(self, 'weights', weights)
      if weights:dim() ~= 1 then
         expect.fail(self, 'weights is %s, expected a vector', expect.describe(weights))
      end
      self.weights = weights
   end
   self.output_tensor = torch.zeros(1)
   self.total_weight_tensor = torch.ones(1)
   self.target = torch.zeros(1):long()
end

--- The number of classes that weights were given for.
function ClassNLLCriterion:__len() return self.weights and self.weights:size(1) or 0 end

-- The labels as a tensor of any type.
local function labels(self, input, target)
   expect.tensor(self, 'input', input, self.gradInput)
   if type(target) ~= 'number' then
      expect.anyTensor(self, 'target', target)
      return target
   end
   if target % 1 ~= 0 then
      expect.fail(self, 'target is %s, expected a whole number from 1 on', target)
   end
   if self.target:type() ~= 'torch.LongTensor' then self.target = torch.LongTensor(1) end
   self.target:resize(1)
   self.target[1] = target
   return self.target
end

--- input: C log-probabilities and a label; or N x C and N labels from 1 to C.
function ClassNLLCriterion:updateOutput(input, target)
   target = labels(self, input, target)
   cr.class_loss(self.output_tensor, self.total_weight_tensor, input, target,
      self.weights, self.sizeAverage and 1 or 0, self.ignoreIndex)
   self.output = self.output_tensor[1]
   return self.output, self.total_weight_tensor[1]
end

function ClassNLLCriterion:updateGradInput(input, target)
   target = labels(self, input, target)
   cr.class_loss_backward(self.gradInput, self.total_weight_tensor, input, target,
      self.weights, self.sizeAverage and 1 or 0, self.ignoreIndex)
   return self.gradInput
end

return ClassNLLCriterion
