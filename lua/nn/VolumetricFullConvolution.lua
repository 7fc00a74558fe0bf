--- VolumetricFullConvolution.lua - transposed convolution of volumes: every element of
-- the input adds a scaled kernel to the output. Dumoulin and Visin (2016),
-- arXiv:1603.07285.
--
--    local layer = nn.VolumetricFullConvolution(1, 2, 2, 2, 2, 2, 2, 2)
--    print(unpack(layer:forward(torch.rand(1, 3, 4, 5)):size():totable())) --> 2 6 8 10

local torch = require 'torch'
local cr = require 'cbind'
local channels = require 'nn.channels'
local expect = require 'nn.expect'
local targets = require 'nn.targets'
local volumes = require 'nn.volumes'

local VolumetricFullConvolution, Parent = torch.class('nn.VolumetricFullConvolution',
   'nn.Module')

--- nInputPlane, nOutputPlane: maps in and out. kT, kW, kH: size of a kernel. dT, dW, dH:
-- its steps in the output, 1 without. padT, padW, padH: elements cut off each side, 0
-- without. adjT, adjW, adjH: elements added to the output, less than a step.
function VolumetricFullConvolution:__init(nInputPlane, nOutputPlane, kT, kW, kH, dT, dW,
   dH, padT, padW, padH, adjT, adjW, adjH)
   Parent.__init(self)
   volumes.counts(self, 1, { nInputPlane = nInputPlane or 0,
      nOutputPlane = nOutputPlane or 0, kT = kT or 0, kW = kW or 0, kH = kH or 0,
      dT = dT or 1, dW = dW or 1, dH = dH or 1 })
   volumes.counts(self, 0, { padT = padT or 0, padW = padW or 0, padH = padH or 0,
      adjT = adjT or 0, adjW = adjW or 0, adjH = adjH or 0 })
   for _, side in ipairs { 'T', 'W', 'H' } do
      if self['adj' .. side] >= self['d' .. side] then
         expect.fail(self, 'adj%s is %d, expected less than the step, %d', side,
            self['adj' .. side], self['d' .. side])
      end
   end
   self.weight = torch.Tensor(nInputPlane, nOutputPlane, kT, kH, kW)
   self.gradWeight = torch.zeros(nInputPlane, nOutputPlane, kT, kH, kW)
   self.bias, self.gradBias = torch.Tensor(nOutputPlane), torch.zeros(nOutputPlane)
   self:reset()
end

function VolumetricFullConvolution:noBias()
   self.bias, self.gradBias = nil, nil
   return self
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kT kW kH nInputPlane) around 0.
function VolumetricFullConvolution:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3)
      or 1 / math.sqrt(self.kT * self.kW * self.kH * self.nInputPlane)
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
end

--- Give a layer from a file of an early version the fields of today.
function VolumetricFullConvolution:backCompatibility()
   for _, side in ipairs { 'T', 'W', 'H' } do
      self['pad' .. side] = self['pad' .. side] or 0
      self['adj' .. side] = self['adj' .. side] or 0
   end
end

local function geometry(self)
   return self.dT, self.dH, self.dW, self.padT, self.padH, self.padW, 1, 1, 1
end

-- The volumes as a batch, whether they were single, and the sizes of the output.
local function prepare(self, input)
   self:backCompatibility()
   local batch, isSingle = volumes.batch(self, 'input', targets.first(self, input),
      self.weight)
   if batch.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes but weight expects %d; input is %s',
         batch:size(2), self.nInputPlane, expect.describe(batch))
   end
   return batch, isSingle, targets.sizes(self, input, batch, { 'T', 'H', 'W' })
end

--- input: C x T x H x W or N x C x T x H x W; output: K x O x P x Q or N x ..., where
-- O = (T - 1) dT - 2 padT + kT + adjT, P and Q alike. Of { input, tensor } the output has
-- the time, height and width of the tensor.
function VolumetricFullConvolution:updateOutput(input)
   local batch, isSingle, sizes = prepare(self, input)
   cr.convolve3d_backward_input(self.output, batch, self.weight, sizes[1], sizes[2],
      sizes[3], geometry(self))
   channels.add(self.output, self.bias)
   return volumes.unbatch(self.output, isSingle)
end

function VolumetricFullConvolution:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local _, isSingle = prepare(self, input)
   gradOutput = volumes.gradient(self, gradOutput, self.output)
   local gradInput = targets.own(self)
   cr.convolve3d(gradInput, gradOutput, self.weight, nil, geometry(self))
   self.gradInput = targets.gradInput(self, volumes.unbatch(gradInput, isSingle), input)
   return self.gradInput
end

function VolumetricFullConvolution:accGradParameters(input, gradOutput, scale)
   local batch = prepare(self, input)
   gradOutput = volumes.gradient(self, gradOutput, self.output)
   cr.convolve3d_backward_weight(self.gradWeight, nil, gradOutput, batch, scale or 1,
      geometry(self))
   channels.accumulate(self, 'gradBias', gradOutput, scale or 1)
end

function VolumetricFullConvolution:type(...)
   self.zeroScalar = nil
   return Parent.type(self, ...)
end

function VolumetricFullConvolution:clearState()
   self.gradInput = targets.own(self)
   require 'nn'.utils.clear(self, 'finput', 'fgradInput', '_input', '_gradOutput',
      '_sums', 'zeroScalar')
   return Parent.clearState(self)
end

function VolumetricFullConvolution:__tostring__()
   local text = ('%s(%d -> %d, %dx%dx%d%s'):format(torch.type(self), self.nInputPlane,
      self.nOutputPlane, self.kT, self.kW, self.kH, volumes.geometryText(self))
   if self.adjT ~= 0 or self.adjW ~= 0 or self.adjH ~= 0 then
      text = text .. (', %d,%d,%d'):format(self.adjT, self.adjW, self.adjH)
   end
   return text .. (self.bias and ')' or ') without bias')
end

return VolumetricFullConvolution
