--- SpatialDepthWiseConvolution.lua - convolution of each map of the input by kernels of
-- its own. Sifre (2014), Rigid-motion scattering for image classification; Chollet
-- (2017), arXiv:1610.02357.
--
--    local layer = nn.SpatialDepthWiseConvolution(3, 2, 3, 3)
--    print(unpack(layer:forward(torch.rand(3, 5, 5)):size():totable())) --> 6 3 3

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local images = require 'nn.images'

local SpatialDepthWiseConvolution, Parent = torch.class('nn.SpatialDepthWiseConvolution',
   'nn.SpatialConvolution')

--- As SpatialConvolution, but nOutputPlane is the number of maps that each map of the
-- input gives: nOutputPlane * nInputPlane in all, those of the first one first.
function SpatialDepthWiseConvolution:__init(nInputPlane, nOutputPlane, kW, kH, dW, dH,
   padW, padH)
   Parent.__init(self, nInputPlane, nOutputPlane, kW, kH, dW, dH, padW, padH)
end

--- Weights nOutputPlane x (nInputPlane * kH * kW), biases nOutputPlane x nInputPlane.
function SpatialDepthWiseConvolution:makeParameters()
   local K, C, kH, kW = self.nOutputPlane, self.nInputPlane, self.kH, self.kW
   self.weight, self.gradWeight = torch.Tensor(K, C * kH * kW), torch.zeros(K, C, kH, kW)
   self.bias, self.gradBias = torch.Tensor(K, C), torch.zeros(K, C)
end

function SpatialDepthWiseConvolution:noBias() return Parent.noBias(self) end
function SpatialDepthWiseConvolution:reset(stdv) Parent.reset(self, stdv) end
function SpatialDepthWiseConvolution:type(...) return Parent.type(self, ...) end

local function geometry(self)
   return self.dH, self.dW, self.padH, self.padW, 1, 1, self.nInputPlane
end

-- A parameter with the maps of one input side by side, as groups of channels have them.
local function grouped(self, tensor)
   return tensor:view(self.nOutputPlane, self.nInputPlane, -1):transpose(1, 2)
end

-- Weights and bias for the C library, in buffers of the layer.
local function parameters(self)
   local K, C = self.nOutputPlane, self.nInputPlane
   self._weight = self._weight or self.weight.new()
   self._weight:resize(C, K, self.kH * self.kW):copy(grouped(self, self.weight))
   local bias = self.bias
   if bias then bias = bias:t():contiguous():view(C * K) end
   return self._weight:view(C * K, 1, self.kH, self.kW), bias
end

--- input: C x H x W or N x C x H x W; output: (C * nOutputPlane) x P x Q or N x ....
function SpatialDepthWiseConvolution:updateOutput(input)
   local batch, isSingle = self:checkInput(input)
   local weight, bias = parameters(self)
   cr.convolve(self.output, batch, weight, bias, geometry(self))
   return images.unbatch(self.output, isSingle)
end

function SpatialDepthWiseConvolution:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local batch, isSingle = self:checkInput(input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.convolve_backward_input(self.gradInput, gradOutput, (parameters(self)),
      batch.sizes[2], batch.sizes[3], geometry(self))
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialDepthWiseConvolution:accGradParameters(input, gradOutput, scale)
   local batch = self:checkInput(input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local K, C = self.nOutputPlane, self.nInputPlane
   self._gradWeight = self._gradWeight or self.weight.new()
   local gradWeight = self._gradWeight:resize(C * K, 1, self.kH, self.kW):zero()
   local gradBias = self.gradBias and self.gradBias.new(C * K):zero()
   cr.convolve_backward_weight(gradWeight, gradBias, batch, gradOutput, scale or 1,
      geometry(self))
   grouped(self, self.gradWeight):add(gradWeight:view(C, K, -1))
   if gradBias then self.gradBias:t():add(gradBias:view(C, K)) end
end

function SpatialDepthWiseConvolution:clearState()
   nn.utils.clear(self, '_weight', '_gradWeight')
   return Parent.clearState(self)
end

function SpatialDepthWiseConvolution:__tostring__() return Parent.__tostring__(self) end

return SpatialDepthWiseConvolution
