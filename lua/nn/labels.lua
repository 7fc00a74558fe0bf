--- labels.lua - what losses share that take scores of classes and labels.

local torch = require 'torch'
local expect = require 'nn.expect'

local labels = {}

--- The scores as N x C and the labels as N x 1 longs from 1 to C. A single sample has C
-- scores and a number, or a tensor of one.
function labels.rows(criterion, input, target)
   expect.tensor(criterion, 'input', input, criterion.gradInput)
   if type(target) == 'number' then
      target = torch.DoubleTensor { target }
   else
      expect.anyTensor(criterion, 'target', target)
   end
   local ndim = input:dim()
   local classes = ndim > 0 and input:size(ndim) or 0
   local count = ndim == 2 and input:size(1) or 1
   if ndim < 1 or ndim > 2 or target:nElement() ~= count then
      expect.fail(criterion, 'input is %s and target is %s, expected C scores and a '
         .. 'label, or N x C and N', expect.describe(input), expect.describe(target))
   end
   local whole = target:contiguous():view(-1, 1):long()
   local low, high = whole:min(), whole:max()
   if low < 1 or high > classes then
      expect.fail(criterion, 'target has the label %d, expected 1 to %d',
         low < 1 and low or high, classes)
   end
   if target:clone():view(-1, 1):add(-1, whole:typeAs(target)):ne(0):any() then
      expect.fail(criterion, 'target has a label that is no whole number')
   end
   return input:contiguous():view(count, classes), whole
end

--- A weight for each sample, N x 1, from a vector with one for each class; or nil.
function labels.weights(criterion, rows, target)
   local weights = criterion.weights
   if not weights then return nil end
   if weights:nElement() ~= rows:size(2) then
      expect.fail(criterion, 'weights is %s but input has %d classes',
         expect.describe(weights), rows:size(2))
   end
   return weights:index(1, target:view(-1)):view(-1, 1)
end

return labels
