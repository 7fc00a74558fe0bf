--- WeightedEuclidean.lua - the distance between the input and each of several learned
-- points, with learned scales of the dimensions: y[j] = |c[j] .* (w[j] - x)|.
--
--    local layer = nn.WeightedEuclidean(2, 1)
--    layer.weight:copy(torch.Tensor { 3, 4 })
--    layer.diagCov:fill(2)
--    print(layer:forward(torch.zeros(2))[1]) --> 10

local torch = require 'torch'
local nn = require 'nn'
require 'nn.Euclidean'

local WeightedEuclidean, Module = torch.class('nn.WeightedEuclidean', 'nn.Module')
local Euclidean = torch.getmetatable 'nn.Euclidean'

--- inputSize: dimensions of the points. outputSize: how many.
function WeightedEuclidean:__init(inputSize, outputSize)
   Euclidean.__init(self, inputSize, outputSize)
   self.diagCov = torch.Tensor(inputSize, outputSize):fill(1)
   self.gradDiagCov = torch.zeros(inputSize, outputSize)
   self:reset()
end

--- Draw the points as those of nn.Euclidean; scales become 1.
function WeightedEuclidean:reset(stdv)
   if not self.diagCov then return end
   Euclidean.reset(self, stdv)
   self.diagCov:fill(1)
end

function WeightedEuclidean:parameters()
   return { self.weight, self.diagCov }, { self.gradWeight, self.gradDiagCov }
end

WeightedEuclidean.updateOutput = Euclidean.updateOutput
WeightedEuclidean.updateGradInput = Euclidean.updateGradInput
WeightedEuclidean.accGradParameters = Euclidean.accGradParameters

--- The gradients are those before the step: the step of the points must not change that
-- of the scales.
function WeightedEuclidean:accUpdateGradParameters(input, gradOutput, lr)
   if self.frozen then return end
   local gradWeight, gradDiagCov = self.gradWeight, self.gradDiagCov
   self.gradWeight = self.weight:clone():zero()
   self.gradDiagCov = self.diagCov:clone():zero()
   self:accGradParameters(input, gradOutput, 1)
   self.weight:add(-lr, self.gradWeight)
   self.diagCov:add(-lr, self.gradDiagCov)
   self.gradWeight, self.gradDiagCov = gradWeight, gradDiagCov
end

function WeightedEuclidean:type(name, tensorCache)
   if name then self:clearState() end
   return Module.type(self, name, tensorCache)
end

function WeightedEuclidean:clearState()
   nn.utils.clear(self, '_div')
   self._div = nil
   return Module.clearState(self)
end

return WeightedEuclidean
