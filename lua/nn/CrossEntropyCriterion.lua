--- CrossEntropyCriterion.lua - LogSoftMax and ClassNLLCriterion in one: the loss of
-- scores.
--
--    local loss = nn.CrossEntropyCriterion():forward(torch.zeros(1, 10), torch.Tensor{3})
--    print(('%.4f'):format(loss)) --> 2.3026

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local CrossEntropyCriterion, Criterion = torch.class('nn.CrossEntropyCriterion',
   'nn.Criterion')

--- weights, sizeAverage: as of ClassNLLCriterion.
function CrossEntropyCriterion:__init(weights, sizeAverage)
   Criterion.__init(self)
   self.lsm = nn.LogSoftMax()
   self.nll = nn.ClassNLLCriterion(weights, sizeAverage)
   self.sizeAverage = self.nll.sizeAverage
end

-- A batch of one may come with sizes of 1 around: Torch7 drops them.
local function squeezed(self, input, target)
   expect.anyTensor(self, 'input', input)
   if input:dim() > 2 then input = input:squeeze() end
   if torch.isTensor(target) and target:dim() > 1 then target = target:squeeze() end
   return input, target
end

--- input: C scores and a label; or N x C and N labels from 1 to C.
function CrossEntropyCriterion:updateOutput(input, target)
   input, target = squeezed(self, input, target)
   self.lsm:updateOutput(input)
   self.nll.sizeAverage = self.sizeAverage
   self.output = self.nll:updateOutput(self.lsm.output, target)
   return self.output
end

function CrossEntropyCriterion:updateGradInput(input, target)
   local scores
   scores, target = squeezed(self, input, target)
   self.nll:updateGradInput(self.lsm.output, target)
   self.lsm:updateGradInput(scores, self.nll.gradInput)
   self.gradInput:view(self.lsm.gradInput, input:size())
   return self.gradInput
end

return CrossEntropyCriterion
