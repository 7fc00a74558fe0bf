--- GroupNorm.lua - mean 0 and variance 1 over groups of channels of each sample, then a
-- learned scale and shift of each channel.
-- Wu and He (2018), Group normalization, arXiv:1803.08494.
--
--    local y = nn.GroupNorm(2, 4):forward(torch.rand(3, 4, 5, 5))
--    print(math.abs(y[1]:narrow(1, 1, 2):mean()) < 1e-6) --> true

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local GroupNorm, Parent = torch.class('nn.GroupNorm', 'nn.Module')

--- groups: how many. channels: a multiple of it. eps: added to the variance, 1e-5
-- without. affine: false leaves scale and shift out.
function GroupNorm:__init(groups, channels, eps, affine)
   Parent.__init(self)
   expect.count(self, 'groups', groups)
   expect.count(self, 'channels', channels)
   if channels % groups ~= 0 then
      expect.fail(self, '%d channels are no multiple of %d groups', channels, groups)
   end
   self.groups, self.channels, self.eps = groups, channels, eps or 1e-5
   self.mean, self.deviation = torch.Tensor(), torch.Tensor()
   if affine ~= false then
      self.weight, self.bias = torch.Tensor(channels), torch.Tensor(channels)
      self.gradWeight, self.gradBias = torch.zeros(channels), torch.zeros(channels)
      self:reset()
   end
end

--- Scales become 1 and shifts 0.
function GroupNorm:reset()
   if not self.weight then return end
   self.weight:fill(1)
   self.bias:zero()
end

--- The input as N x channels x ..., which a class derived from this one may shape.
function GroupNorm:shaped(name, tensor)
   expect.tensor(self, name, tensor, self.mean)
   if tensor:dim() < 2 or tensor:size(2) ~= self.channels then
      expect.fail(self, '%s is %s, expected N x %d or N x %d x any more', name,
         expect.describe(tensor), self.channels, self.channels)
   end
   return tensor
end

--- input: N x channels x any more; output alike.
function GroupNorm:updateOutput(input)
   local x = self:shaped('input', input)
   cr.group_norm(self.output, self.mean, self.deviation, x, self.weight, self.bias,
      self.groups, self.eps)
   self.output:resize(input:size())
   return self.output
end

function GroupNorm:updateGradInput(input, gradOutput)
   cr.group_norm_backward(self.gradInput, self:shaped('gradOutput', gradOutput),
      self:shaped('input', input), self.mean, self.deviation, self.weight)
   self.gradInput:resize(input:size())
   return self.gradInput
end

function GroupNorm:accGradParameters(input, gradOutput, scale)
   if not self.gradWeight then return end
   cr.group_norm_backward_weight(self.gradWeight, self.gradBias,
      self:shaped('gradOutput', gradOutput), self:shaped('input', input), self.mean,
      self.deviation, scale or 1)
end

function GroupNorm:clearState()
   nn.utils.clear(self, 'mean', 'deviation')
   return Parent.clearState(self)
end

function GroupNorm:__tostring__()
   return ('%s(%d, %d)'):format(torch.type(self), self.groups, self.channels)
end

return GroupNorm
