--- VolumetricConvolution.lua - convolution of videos and volumes with learned kernels.
-- Ji, Xu, Yang, Yu (2010), 3D convolutional neural networks for human action recognition,
-- ICML.
--
--    local layer = nn.VolumetricConvolution(2, 3, 1, 3, 3)
--    print(unpack(layer:forward(torch.rand(2, 4, 5, 5)):size():totable())) --> 3 4 3 3

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local volumes = require 'nn.volumes'

local VolumetricConvolution, Parent = torch.class('nn.VolumetricConvolution', 'nn.Module')

--- nInputPlane, nOutputPlane: maps in and out. kT, kW, kH: size of a kernel. dT, dW, dH:
-- its steps, 1 without. padT, padW, padH: zeros put on each side, 0 without; padW and
-- padH are padT without.
function VolumetricConvolution:__init(nInputPlane, nOutputPlane, kT, kW, kH, dT, dW, dH,
   padT, padW, padH)
   Parent.__init(self)
   padT = padT or 0
   volumes.counts(self, 1, { nInputPlane = nInputPlane or 0,
      nOutputPlane = nOutputPlane or 0, kT = kT or 0, kW = kW or 0, kH = kH or 0,
      dT = dT or 1, dW = dW or 1, dH = dH or 1 })
   volumes.counts(self, 0, { padT = padT, padW = padW or padT, padH = padH or padT })
   self.weight = torch.Tensor(nOutputPlane, nInputPlane, kT, kH, kW)
   self.gradWeight = torch.zeros(nOutputPlane, nInputPlane, kT, kH, kW)
   self.bias, self.gradBias = torch.Tensor(nOutputPlane), torch.zeros(nOutputPlane)
   self:reset()
end

function VolumetricConvolution:noBias()
   self.bias, self.gradBias = nil, nil
   return self
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kT kW kH nInputPlane) around 0.
function VolumetricConvolution:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3)
      or 1 / math.sqrt(self.kT * self.kW * self.kH * self.nInputPlane)
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
end

-- Steps, padding and dilation as the C library takes them.
local function geometry(self)
   return self.dT, self.dH, self.dW, self.padT or 0, self.padH or 0, self.padW or 0,
      self.dilationT or 1, self.dilationH or 1, self.dilationW or 1
end

-- The weights as K x C x kT x kH x kW; old files keep a matrix.
local function shaped(self, weight)
   if weight.ndim == 5 then return weight end
   return weight:view(self.nOutputPlane, self.nInputPlane, self.kT, self.kH, self.kW)
end

local function check(self, input)
   local batch, isSingle = volumes.batch(self, 'input', input, self.weight)
   if batch.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes but weight expects %d; input is %s',
         batch:size(2), self.nInputPlane, expect.describe(input))
   end
   return batch, isSingle
end

--- input: C x T x H x W or N x C x T x H x W; output: K x O x P x Q or N x K x O x P x Q,
-- where O = floor((T + 2 padT - kT) / dT) + 1, P and Q alike.
function VolumetricConvolution:updateOutput(input)
   local batch, isSingle = check(self, input)
   cr.convolve3d(self.output, batch, shaped(self, self.weight), self.bias, geometry(self))
   return volumes.unbatch(self.output, isSingle)
end

function VolumetricConvolution:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local batch, isSingle = check(self, input)
   gradOutput = volumes.gradient(self, gradOutput, self.output)
   cr.convolve3d_backward_input(self.gradInput, gradOutput, shaped(self, self.weight),
      batch.sizes[2], batch.sizes[3], batch.sizes[4], geometry(self))
   return volumes.unbatch(self.gradInput, isSingle)
end

function VolumetricConvolution:accGradParameters(input, gradOutput, scale)
   local batch = check(self, input)
   gradOutput = volumes.gradient(self, gradOutput, self.output)
   cr.convolve3d_backward_weight(shaped(self, self.gradWeight), self.gradBias, batch,
      gradOutput, scale or 1, geometry(self))
end

function VolumetricConvolution:type(...) return Parent.type(self, ...) end

function VolumetricConvolution:clearState()
   nn.utils.clear(self, 'finput', 'fgradInput', '_input', '_gradOutput')
   return Parent.clearState(self)
end

function VolumetricConvolution:__tostring__()
   return ('%s(%d -> %d, %dx%dx%d%s)%s'):format(torch.type(self), self.nInputPlane,
      self.nOutputPlane, self.kT, self.kW, self.kH, volumes.geometryText(self),
      self.bias and '' or ' without bias')
end

return VolumetricConvolution
