--- SpatialFullConvolution.lua - transposed convolution: every pixel of the input adds a
-- scaled kernel to the output. Long, Shelhamer, Darrell (2015), Fully convolutional
-- networks for semantic segmentation, CVPR; Dumoulin, Visin (2016), arXiv:1603.07285.
--
--    local layer = nn.SpatialFullConvolution(2, 1, 4, 4, 2, 2, 1, 1)
--    print(unpack(layer:forward(torch.rand(2, 5, 6)):size():totable())) --> 1 10 12

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local channels = require 'nn.channels'
local expect = require 'nn.expect'
local images = require 'nn.images'
local targets = require 'nn.targets'

local SpatialFullConvolution, Module = torch.class('nn.SpatialFullConvolution',
   'nn.Module')

--- nInputPlane, nOutputPlane: maps in and out. kW, kH: size of a kernel. dW, dH: its
-- steps in the output, 1 without. padW, padH: columns and rows cut off each side, 0
-- without. adjW, adjH: columns and rows added to the output, less than a step.
function SpatialFullConvolution:__init(nInputPlane, nOutputPlane, kW, kH, dW, dH, padW,
   padH, adjW, adjH)
   Module.__init(self)
   self.nInputPlane, self.nOutputPlane = nInputPlane, nOutputPlane
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW or 1, dH or 1
   self.padW, self.padH = padW or 0, padH or 0
   self.adjW, self.adjH = adjW or 0, adjH or 0
   for _, name in ipairs { 'nInputPlane', 'nOutputPlane', 'kW', 'kH', 'dW', 'dH' } do
      expect.count(self, name, self[name])
   end
   for _, name in ipairs { 'padW', 'padH', 'adjW', 'adjH' } do
      expect.count(self, name, self[name], 0)
   end
   if self.adjW >= self.dW or self.adjH >= self.dH then
      expect.fail(self, 'adjW, adjH are %d, %d, expected less than dW, dH, %d, %d',
         self.adjW, self.adjH, self.dW, self.dH)
   end
   self.weight = torch.Tensor(nInputPlane, nOutputPlane, kH, kW)
   self.gradWeight = torch.zeros(nInputPlane, nOutputPlane, kH, kW)
   self.bias, self.gradBias = torch.Tensor(nOutputPlane), torch.zeros(nOutputPlane)
   self:reset()
end

function SpatialFullConvolution:noBias()
   self.bias, self.gradBias = nil, nil
   return self
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kW kH nInputPlane) around 0.
function SpatialFullConvolution:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3)
      or 1 / math.sqrt(self.kW * self.kH * self.nInputPlane)
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
end

--- Give a layer from a file of an early version the fields of today.
function SpatialFullConvolution:backCompatibility()
   if not self.adjW then
      self.weight = self.weight:transpose(1, 2):contiguous()
      self.gradWeight = self.gradWeight:transpose(1, 2):contiguous()
   end
   self.padW, self.padH = self.padW or self.padding or 0, self.padH or self.padding or 0
   self.adjW, self.adjH = self.adjW or 0, self.adjH or 0
end

local function geometry(self)
   return self.dH, self.dW, self.padH, self.padW, 1, 1, 1
end

-- The images as a batch, whether they were single, and height and width of the output.
local function prepare(self, input)
   if not self.adjW then self:backCompatibility() end
   local batch, isSingle = images.batch(self, 'input', targets.first(self, input),
      self.weight)
   if batch.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes but weight expects %d; input is %s',
         batch:size(2), self.nInputPlane, expect.describe(batch))
   end
   return batch, isSingle, targets.sizes(self, input, batch, { 'H', 'W' })
end

-- A single pixel that becomes one kernel: a product of matrices.
local function isProduct(self, batch, sizes)
   return batch.sizes[2] == 1 and batch.sizes[3] == 1 and sizes[1] == self.kH
      and sizes[2] == self.kW and self.padH == 0 and self.padW == 0
end

local function product(self, batch)
   local n, c, k = batch:size(1), self.nInputPlane, self.nOutputPlane
   self.output:resize(n, k * self.kH * self.kW)
   cr.mm(self.output, batch:contiguous():view(n, c), self.weight:view(c, -1))
   self.output:resize(n, k, self.kH, self.kW)
end

--- input: C x H x W or N x C x H x W; output: K x P x Q or N x K x P x Q, where
-- P = (H - 1) dH - 2 padH + kH + adjH and Q alike. Of { input, tensor } the output has
-- the height and width of the tensor.
function SpatialFullConvolution:updateOutput(input)
   local batch, isSingle, sizes = prepare(self, input)
   if isProduct(self, batch, sizes) then
      product(self, batch)
   else
      cr.convolve_backward_input(self.output, batch, self.weight, sizes[1], sizes[2],
         geometry(self))
   end
   channels.add(self.output, self.bias)
   return images.unbatch(self.output, isSingle)
end

function SpatialFullConvolution:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local _, isSingle = prepare(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local gradInput = targets.own(self)
   cr.convolve(gradInput, gradOutput, self.weight, nil, geometry(self))
   self.gradInput = targets.gradInput(self, images.unbatch(gradInput, isSingle), input)
   return self.gradInput
end

function SpatialFullConvolution:accGradParameters(input, gradOutput, scale)
   local batch = prepare(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.convolve_backward_weight(self.gradWeight, nil, gradOutput, batch, scale or 1,
      geometry(self))
   channels.accumulate(self, 'gradBias', gradOutput, scale or 1)
end

function SpatialFullConvolution:type(name, tensorCache)
   self.zeroScalar = nil
   return Module.type(self, name, tensorCache)
end

function SpatialFullConvolution:clearState()
   self.gradInput = targets.own(self)
   nn.utils.clear(self, 'finput', 'fgradInput', '_input', '_gradOutput', 'zeroScalar',
      '_sums')
   return Module.clearState(self)
end

function SpatialFullConvolution:__tostring__()
   local text = ('%s(%d -> %d, %dx%d%s'):format(torch.type(self), self.nInputPlane,
      self.nOutputPlane, self.kW, self.kH, images.geometryText(self))
   if (self.adjW or 0) ~= 0 or (self.adjH or 0) ~= 0 then
      text = text .. (', %d,%d'):format(self.adjW, self.adjH)
   end
   return text .. (self.bias and ')' or ') without bias')
end

return SpatialFullConvolution
