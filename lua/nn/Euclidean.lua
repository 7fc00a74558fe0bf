--- Euclidean.lua - the distance between the input and each of several learned points:
-- y[j] = |w[j] - x|. The points are the columns of the weight.
--
--    local layer = nn.Euclidean(2, 1)
--    layer.weight:copy(torch.Tensor { 3, 4 })
--    print(layer:forward(torch.zeros(2))[1]) --> 5

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local Euclidean, Parent = torch.class('nn.Euclidean', 'nn.Module')

local SMALL = 1e-7 -- added to distances that gradients are divided by

--- inputSize: dimensions of the points. outputSize: how many.
function Euclidean:__init(inputSize, outputSize)
   Parent.__init(self)
   expect.count(self, 'inputSize', inputSize)
   expect.count(self, 'outputSize', outputSize)
   self.weight = torch.Tensor(inputSize, outputSize)
   self.gradWeight = torch.zeros(inputSize, outputSize)
   self.fastBackward = true
   self:reset()
end

--- Draw the points from uniform numbers of deviation stdv, else within
-- 1 / sqrt(inputSize) around 0.
function Euclidean:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:size(1))
   self.weight:uniform(-stdv, stdv)
end

-- Raise unless the last of one or two dimensions has as many elements as the weight's.
local function check(self, name, value, dimension)
   expect.tensor(self, name, value, self.weight)
   local ndim, size = value:dim(), self.weight:size(dimension)
   if ndim < 1 or ndim > 2 or value:size(ndim) ~= size then
      expect.fail(self, '%s is %s, expected %d or N x %d', name, expect.describe(value),
         size, size)
   end
end

--- input: inputSize or N x inputSize; output: outputSize or N x outputSize.
function Euclidean:updateOutput(input)
   check(self, 'input', input, 1)
   cr.distance(self.output, input, self.weight, self.diagCov)
   return self.output
end

-- gradOutput / y
local function quotient(self, gradOutput)
   check(self, 'gradOutput', gradOutput, 2)
   self._div = self._div or self.output.new()
   self._div:add(self.output, SMALL)
   self._div:cdiv(gradOutput:contiguous():viewAs(self.output), self._div)
   return self._div
end

--- dx = sum over j of gradOutput[j] (x - w[j]) / y[j]
function Euclidean:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   check(self, 'input', input, 1)
   cr.distance_backward_input(self.gradInput, quotient(self, gradOutput), input,
      self.weight, self.diagCov)
   return self.gradInput
end

function Euclidean:accGradParameters(input, gradOutput, scale)
   check(self, 'input', input, 1)
   cr.distance_backward_weight(self.gradWeight, self.gradDiagCov,
      quotient(self, gradOutput), input, self.weight, self.diagCov, scale or 1)
end

function Euclidean:type(name, tensorCache)
   if name then self:clearState() end
   return Parent.type(self, name, tensorCache)
end

function Euclidean:clearState()
   nn.utils.clear(self, '_div')
   self._div = nil
   return Parent.clearState(self)
end

return Euclidean
