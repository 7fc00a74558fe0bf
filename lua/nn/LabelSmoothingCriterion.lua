--- LabelSmoothingCriterion.lua - cross-entropy of scores with a target that gives every
-- class some probability: 1 - smoothing goes to the label, smoothing to all C classes
-- alike. Szegedy et al. (2016), Rethinking the Inception architecture, arXiv:1512.00567.
--
--    local loss = nn.LabelSmoothingCriterion(0.1)
--    print(('%.4f'):format(loss:forward(torch.Tensor { 3, 0, 0 }, 1))) --> 0.2949

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
local labels = require 'nn.labels'

local LabelSmoothingCriterion, Parent = torch.class('nn.LabelSmoothingCriterion',
   'nn.Criterion')

--- smoothing: from 0 to 1, 0.1 without. sizeAverage: false for the sum over the samples
-- in place of the mean.
function LabelSmoothingCriterion:__init(smoothing, sizeAverage)
   Parent.__init(self)
   smoothing = smoothing or 0.1
   if type(smoothing) ~= 'number' or not (smoothing >= 0 and smoothing <= 1) then
      expect.fail(self, 'smoothing is %s, expected a number from 0 to 1',
         expect.describe(smoothing))
   end
   self.smoothing = smoothing
   self.sizeAverage = sizeAverage ~= false
   self.lsm = nn.LogSoftMax()
end

local function divisor(self, rows) return self.sizeAverage and rows:size(1) or 1 end

--- input: C scores and a label; or N x C and N labels.
function LabelSmoothingCriterion:updateOutput(input, target)
   local rows, label = labels.rows(self, input, target)
   local logp = self.lsm:updateOutput(rows)
   local right, all = logp:gather(2, label):sum(), logp:sum()
   local smoothing = self.smoothing
   self.output = -((1 - smoothing) * right + smoothing / rows:size(2) * all)
      / divisor(self, rows)
   return self.output
end

function LabelSmoothingCriterion:updateGradInput(input, target)
   local rows, label = labels.rows(self, input, target)
   local each = self.smoothing / rows:size(2)
   local wanted = rows.new():resizeAs(rows):fill(each)
   wanted:scatter(2, label, each + 1 - self.smoothing)
   self.gradInput:exp(self.lsm.output):add(-1, wanted):div(divisor(self, rows))
   self.gradInput:resize(input:size())
   return self.gradInput
end

return LabelSmoothingCriterion
