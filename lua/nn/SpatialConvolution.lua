--- SpatialConvolution.lua - convolution of images with learned kernels.
-- LeCun, Bottou, Bengio, Haffner (1998), Gradient-based learning applied to document
-- recognition, Proceedings of the IEEE 86(11).
--
--    local layer = nn.SpatialConvolution(3, 6, 5, 5)
--    print(unpack(layer:forward(torch.ones(3, 32, 32)):size():totable())) --> 6 28 28

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialConvolution, Module = torch.class('nn.SpatialConvolution', 'nn.Module')

--- nInputPlane, nOutputPlane: maps in and out. kW, kH: size of a kernel. dW, dH: its
-- steps, 1 without. padW, padH: zeros put on each side, 0 without; padH is padW without.
function SpatialConvolution:__init(nInputPlane, nOutputPlane, kW, kH, dW, dH, padW, padH)
   Module.__init(self)
   dW, dH = dW or 1, dH or 1
   self.nInputPlane, self.nOutputPlane = nInputPlane, nOutputPlane
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW, dH
   self.padW = padW or 0
   self.padH = padH or self.padW
   for _, name in ipairs { 'nInputPlane', 'nOutputPlane', 'kW', 'kH', 'dW', 'dH' } do
      expect.count(self, name, self[name])
   end
   expect.count(self, 'padW', self.padW, 0)
   expect.count(self, 'padH', self.padH, 0)
   self:makeParameters()
   self:reset()
end

--- Weights K x C x kH x kW and biases K, not yet set.
function SpatialConvolution:makeParameters()
   self.weight = torch.Tensor(self.nOutputPlane, self.nInputPlane, self.kH, self.kW)
   self.gradWeight = torch.zeros(self.nOutputPlane, self.nInputPlane, self.kH, self.kW)
   self.bias = torch.Tensor(self.nOutputPlane)
   self.gradBias = torch.zeros(self.nOutputPlane)
end

function SpatialConvolution:noBias()
   self.bias, self.gradBias = nil, nil
   return self
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kW kH nInputPlane) around 0.
function SpatialConvolution:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3)
      or 1 / math.sqrt(self.kW * self.kH * self.nInputPlane)
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
end

-- Steps and padding, heights first, as the C library takes them; files of old versions
-- name the padding otherwise.
local function geometry(self)
   local padW = self.padW or self.padding or 0
   return self.dH or 1, self.dW or 1, self.padH or self.padding or padW, padW,
      self.dilationH or 1, self.dilationW or 1, 1
end

-- The weights as K x C x kH x kW; SpatialConvolutionMM and old files keep a matrix.
local function shaped(self, weight)
   if weight.ndim == 4 then return weight end
   return weight:view(self.nOutputPlane, self.nInputPlane, self.kH, self.kW)
end

--- The input as N x C x H x W, and whether it was a single image.
function SpatialConvolution:checkInput(input)
   local isSingle
   local whole = input
   input, isSingle = images.batch(self, 'input', input, self.weight)
   if input.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes but weight expects %d; input is %s%s',
         input:size(2), self.nInputPlane, expect.describe(whole),
         input:size(4) == self.nInputPlane and '; images are C x H x W, not H x W x C'
            or '')
   end
   return input, isSingle
end

--- input: C x H x W or N x C x H x W; output: K x P x Q or N x K x P x Q, where
-- P = floor((H + 2 padH - kH) / dH) + 1 and Q alike.
function SpatialConvolution:updateOutput(input)
   local batch, isSingle = self:checkInput(input)
   cr.convolve(self.output, batch, shaped(self, self.weight), self.bias, geometry(self))
   return images.unbatch(self.output, isSingle)
end

function SpatialConvolution:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local batch, isSingle = self:checkInput(input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.convolve_backward_input(self.gradInput, gradOutput, shaped(self, self.weight),
      batch.sizes[2], batch.sizes[3], geometry(self))
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialConvolution:accGradParameters(input, gradOutput, scale)
   local batch = self:checkInput(input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.convolve_backward_weight(shaped(self, self.gradWeight), self.gradBias, batch,
      gradOutput, scale or 1, geometry(self))
end

function SpatialConvolution:type(...) return Module.type(self, ...) end

function SpatialConvolution:clearState()
   nn.utils.clear(self, 'finput', 'fgradInput', '_input', '_gradOutput')
   return Module.clearState(self)
end

function SpatialConvolution:__tostring__()
   return ('%s(%d -> %d, %dx%d%s)%s'):format(torch.type(self), self.nInputPlane,
      self.nOutputPlane, self.kW, self.kH,
      images.geometryText(self), self.bias and '' or ' without bias')
end

return SpatialConvolution
