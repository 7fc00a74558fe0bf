--- SpatialConvolutionLocal.lua - convolution of images of one size with a kernel of its
-- own at every place. LeCun (1989), Generalization and network design strategies.
--
--    local layer = nn.SpatialConvolutionLocal(1, 2, 5, 4, 3, 3)
--    print(unpack(layer:forward(torch.rand(1, 4, 5)):size():totable())) --> 2 2 3

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialConvolutionLocal, Parent = torch.class('nn.SpatialConvolutionLocal',
   'nn.Module')

--- nInputPlane, nOutputPlane: maps in and out. iW, iH: size of the images. kW, kH: size
-- of a kernel. dW, dH: its steps, 1 without. padW, padH: zeros put on each side, 0
-- without; padH is padW without.
function SpatialConvolutionLocal:__init(nInputPlane, nOutputPlane, iW, iH, kW, kH, dW, dH,
   padW, padH)
   Parent.__init(self)
   self.nInputPlane, self.nOutputPlane = nInputPlane, nOutputPlane
   self.iW, self.iH, self.kW, self.kH = iW, iH, kW, kH
   self.dW, self.dH = dW or 1, dH or 1
   self.padW = padW or 0
   self.padH = padH or self.padW
   for _, name in ipairs { 'nInputPlane', 'nOutputPlane', 'iW', 'iH', 'kW', 'kH', 'dW',
      'dH' } do
      expect.count(self, name, self[name])
   end
   expect.count(self, 'padW', self.padW, 0)
   expect.count(self, 'padH', self.padH, 0)
   self.oW = math.floor((iW + 2 * self.padW - kW) / self.dW) + 1
   self.oH = math.floor((iH + 2 * self.padH - kH) / self.dH) + 1
   if self.oW < 1 or self.oH < 1 then
      expect.fail(self, 'images of %dx%d are too small for a kernel of %dx%d', iW, iH, kW,
         kH)
   end
   self.weight = torch.Tensor(self.oH, self.oW, nOutputPlane, nInputPlane, kH, kW)
   self.gradWeight = self.weight:clone():zero()
   self.bias = torch.Tensor(nOutputPlane, self.oH, self.oW)
   self.gradBias = self.bias:clone():zero()
   self:reset()
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kW kH nInputPlane) around 0.
function SpatialConvolutionLocal:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3)
      or 1 / math.sqrt(self.kW * self.kH * self.nInputPlane)
   self.weight:uniform(-stdv, stdv)
   self.bias:uniform(-stdv, stdv)
end

local function geometry(self) return self.dH, self.dW, self.padH, self.padW end

-- Weights P x Q x K x C x kH x kW and biases K x P x Q; after Torch7 has run, files keep
-- matrices.
local function shaped(self, weight, bias)
   return weight:view(self.oH, self.oW, self.nOutputPlane, self.nInputPlane, self.kH,
      self.kW), bias:view(self.nOutputPlane, self.oH, self.oW)
end

local function check(self, input)
   local batch, isSingle = images.batch(self, 'input', input, self.weight)
   if batch.sizes[1] ~= self.nInputPlane or batch.sizes[2] ~= self.iH
      or batch.sizes[3] ~= self.iW then
      expect.fail(self, 'input is %s but the layer was made for images of %dx%dx%d',
         expect.describe(input), self.nInputPlane, self.iH, self.iW)
   end
   return batch, isSingle
end

--- input: C x iH x iW or N x C x iH x iW; output: K x P x Q or N x K x P x Q, where
-- P = floor((iH + 2 padH - kH) / dH) + 1 and Q alike.
function SpatialConvolutionLocal:updateOutput(input)
   local batch, isSingle = check(self, input)
   local weight, bias = shaped(self, self.weight, self.bias)
   cr.convolve_local(self.output, batch, weight, bias, geometry(self))
   return images.unbatch(self.output, isSingle)
end

function SpatialConvolutionLocal:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local _, isSingle = check(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.convolve_local_backward_input(self.gradInput, gradOutput, (shaped(self, self.weight,
      self.bias)), self.iH, self.iW, geometry(self))
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialConvolutionLocal:accGradParameters(input, gradOutput, scale)
   local batch = check(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local gradWeight, gradBias = shaped(self, self.gradWeight, self.gradBias)
   cr.convolve_local_backward_weight(gradWeight, gradBias, batch, gradOutput, scale or 1,
      geometry(self))
end

function SpatialConvolutionLocal:type(...) return Parent.type(self, ...) end

function SpatialConvolutionLocal:clearState()
   nn.utils.clear(self, 'finput', 'fgradInput', '_input', '_gradOutput')
   return Parent.clearState(self)
end

function SpatialConvolutionLocal:__tostring__()
   return ('%s(%d -> %d, %dx%d, %dx%d%s)'):format(torch.type(self), self.nInputPlane,
      self.nOutputPlane, self.iW, self.iH, self.kW, self.kH, images.geometryText(self))
end

return SpatialConvolutionLocal
