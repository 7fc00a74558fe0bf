--- BatchNormalization.lua - brings every feature of a batch to mean 0 and variance 1,
-- then scales and shifts it: y = (x - mean) / sqrt(variance + eps) * weight + bias. Ioffe
-- and Szegedy (2015), Batch normalization, arXiv:1502.03167.
--
--    local y = nn.BatchNormalization(1, 1e-5, 0.1, false):forward(torch.Tensor{{1}, {3}})
--    print(('%.3f %.3f'):format(y[1][1], y[2][1])) --> -1.000 1.000

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local BatchNormalization, Module = torch.class('nn.BatchNormalization', 'nn.Module')
BatchNormalization.nDim = 2
BatchNormalization.__version = 2

--- nOutput: number of features. eps: added to the variance, 1e-5 without. momentum: of
-- the running mean and variance, 0.1 without. affine: false leaves weight and bias out.
function BatchNormalization:__init(nOutput, eps, momentum, affine)
   expect.count(self, 'nOutput', nOutput)
   Module.__init(self)
   if affine ~= nil and type(affine) ~= 'boolean' then
      expect.fail(self, 'affine is %s, expected true or false', expect.describe(affine))
   end
   self.affine = affine ~= false
   self.eps = eps or 1e-5
   self.train = true
   self.momentum = momentum or 0.1
   self.running_mean = torch.zeros(nOutput)
   self.running_var = torch.ones(nOutput)
   if self.affine then
      self.weight = torch.Tensor(nOutput)
      self.bias = torch.Tensor(nOutput)
      self.gradWeight = torch.zeros(nOutput)
      self.gradBias = torch.zeros(nOutput)
      self:reset()
   end
end

--- Weights uniform in [0, 1), bias 0, running mean 0 and variance 1.
function BatchNormalization:reset()
   if self.weight then self.weight:uniform() end
   if self.bias then self.bias:zero() end
   self.running_mean:zero()
   self.running_var:fill(1)
end

local function wrongShape(self, input)
   local letters = { [2] = 'N x C', [4] = 'N x C x H x W', [5] = 'N x C x T x H x W' }
   expect.fail(self, 'input is %s, expected %s with C = %d', expect.describe(input),
      letters[self.nDim], self.running_mean:size(1))
end

--- Raise unless the input is a batch of as many features as the layer has.
function BatchNormalization:checkInputDim(input)
   expect.tensor(self, 'input', input, self.running_mean)
   if input.ndim ~= self.nDim or input.sizes[1] ~= self.running_mean.sizes[0] then
      wrongShape(self, input)
   end
end

local function saved(self)
   if not self.save_mean or self.save_mean.dtype ~= self.running_mean.dtype then
      local running = self.running_mean
      self.save_mean, self.save_std = running.new(), running.new()
   end
   return self.save_mean, self.save_std
end

--- input: N x C, as many features as nOutput; output alike.
function BatchNormalization:updateOutput(input)
   self:checkInputDim(input)
   local mean, std = saved(self)
   cr.batch_norm(self.output, input, self.weight, self.bias, self.running_mean,
      self.running_var,
      mean, std, self.train ~= false and 1 or 0, self.momentum, self.eps)
   return self.output
end

local function backward(self, input, gradOutput, gradInput, gradWeight, gradBias, scale)
   self:checkInputDim(input)
   expect.tensor(self, 'gradOutput', gradOutput, input)
   local train = self.train ~= false
   if train and not self.save_mean then
      expect.fail(self, 'backward before forward: there is no batch to go back to')
   end
   cr.batch_norm_backward(gradInput, gradWeight, gradBias, input, gradOutput,
      self.weight, self.running_mean,
      self.running_var, self.save_mean, self.save_std, train and 1 or 0, scale or 1,
         self.eps)
   return gradInput
end

function BatchNormalization:backward(input, gradOutput, scale)
   return backward(self, input, gradOutput, self.gradInput, self.gradWeight,
      self.gradBias, scale)
end

function BatchNormalization:updateGradInput(input, gradOutput)
   return backward(self, input, gradOutput, self.gradInput, nil, nil, 1)
end

function BatchNormalization:accGradParameters(input, gradOutput, scale)
   if self.gradWeight then
      backward(self, input, gradOutput, nil, self.gradWeight, self.gradBias, scale)
   end
end

--- Files of the first version keep 1 / standard deviation in place of the variance.
function BatchNormalization:read(file, version)
   Module.read(self, file)
   if version and version < 2 and self.running_std then
      self.running_var = self.running_std:pow(-2):add(-self.eps)
      self.running_std = nil
   end
end

function BatchNormalization:clearState()
   nn.utils.clear(self, 'save_mean', 'save_std')
   self.save_mean, self.save_std = nil, nil
   return Module.clearState(self)
end

function BatchNormalization:__tostring__()
   return ('%s (%dD) (%d)'):format(torch.type(self), self.nDim,
      self.running_mean:nElement())
end

return BatchNormalization
