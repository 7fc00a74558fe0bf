--- LinearWeightNorm.lua - a fully connected layer whose weight is a direction v times a
-- length g for each output: W = g v / |v|.
-- Salimans and Kingma (2016), Weight normalization, arXiv:1602.07868.
--
--    local layer = nn.LinearWeightNorm(3, 2)
--    print(#layer:parameters(), torch.type(layer:toLinear())) --> 3 nn.Linear

local torch = require 'torch'
local nn = require 'nn'
require 'nn.Linear'

local LinearWeightNorm, Parent = torch.class('nn.LinearWeightNorm', 'nn.Linear')

--- inputSize, outputSize: numbers of features. bias: false leaves it out. eps: the least
-- norm of v, 1e-16 without.
function LinearWeightNorm:__init(inputSize, outputSize, bias, eps)
   Parent.__init(self, inputSize, outputSize, bias)
   self.eps = eps or 1e-16
   self._norm, self._buffer = torch.Tensor(outputSize, 1), torch.Tensor()
   self.v, self.gradV = torch.Tensor(outputSize, inputSize),
      torch.zeros(outputSize, inputSize)
   self.g, self.gradG = torch.Tensor(outputSize, 1), torch.zeros(outputSize, 1)
   self:initFromWeight()
end

function LinearWeightNorm:evaluate()
   if self.train ~= false then self:updateWeightMatrix() end
   Parent.evaluate(self)
end

--- v = W, g = |W|.
function LinearWeightNorm:initFromWeight(weight)
   weight = weight or self.weight
   self.g:norm(weight, 2, 2):clamp(self.eps, math.huge)
   self.v:copy(weight)
   return self
end

--- A layer with the weights and the bias of an nn.Linear.
function LinearWeightNorm.fromLinear(linear)
   local outputSize, inputSize = linear.weight:size(1), linear.weight:size(2)
   local module = nn.LinearWeightNorm(inputSize, outputSize, linear.bias ~= nil)
   module:type(linear.weight:type())
   module.weight:copy(linear.weight)
   module:initFromWeight()
   if linear.bias then module.bias:copy(linear.bias) end
   return module
end

--- An nn.Linear that computes the same.
function LinearWeightNorm:toLinear()
   self:updateWeightMatrix()
   local linear = nn.Linear(self.weight:size(2), self.weight:size(1), self.bias ~= nil)
   linear:type(self.weight:type())
   linear.weight:copy(self.weight)
   if self.bias then linear.bias:copy(self.bias) end
   return linear
end

function LinearWeightNorm:parameters()
   if self.bias then
      return { self.v, self.g, self.bias }, { self.gradV, self.gradG, self.gradBias }
   end
   return { self.v, self.g }, { self.gradV, self.gradG }
end

function LinearWeightNorm:reset(stdv)
   Parent.reset(self, stdv)
   if self.v then self:initFromWeight() end
   return self
end

--- weight = g v / |v|
function LinearWeightNorm:updateWeightMatrix()
   self._norm:norm(self.v, 2, 2):clamp(self.eps, math.huge)
   self._buffer:cdiv(self.g, self._norm)
   self.weight:cmul(self.v, self._buffer:expandAs(self.v))
end

--- input: inputSize or N x inputSize; output: outputSize or N x outputSize.
function LinearWeightNorm:updateOutput(input)
   if self.train ~= false then self:updateWeightMatrix() end
   return Parent.updateOutput(self, input)
end

--- dg = dW v / |v| row by row; dv = (dW - v dg / |v|) g / |v|
function LinearWeightNorm:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   self.gradWeight:zero() -- it holds the gradient of this call alone
   Parent.accGradParameters(self, input, gradOutput, scale)
   local norm = self._norm
   local gradG = torch.cmul(self.gradWeight, self.v):sum(2):cdiv(norm)
   local gradV = torch.cdiv(gradG, norm):mul(-1):expandAs(self.v):clone():cmul(self.v)
      :add(self.gradWeight)
   gradV:cmul(torch.cdiv(self.g, norm):expandAs(self.v))
   self.gradV:add(gradV)
   self.gradG:add(gradG)
end

function LinearWeightNorm:defaultAccUpdateGradParameters(input, gradOutput, lr)
   local gradV, gradG, gradBias = self.gradV, self.gradG, self.gradBias
   self.gradV, self.gradG, self.gradBias = self.v, self.g, self.bias
   self:accGradParameters(input, gradOutput, -lr)
   self.gradV, self.gradG, self.gradBias = gradV, gradG, gradBias
end

function LinearWeightNorm:clearState()
   nn.utils.clear(self, '_norm', '_buffer')
   return Parent.clearState(self)
end

function LinearWeightNorm:__tostring__()
   return ('%s(%d -> %d)%s'):format(torch.type(self), self.weight:size(2),
      self.weight:size(1), self.bias and '' or ' without bias')
end

return LinearWeightNorm
