--- TemporalRowConvolution.lua - convolution of each feature of a sequence by a kernel of
-- its own, a look at the frames that follow. Amodei and others (2016), Deep Speech 2,
-- ICML, arXiv:1512.02595.
--
--    local layer = nn.TemporalRowConvolution(3, 2)
--    print(unpack(layer:forward(torch.rand(7, 3)):size():totable())) --> 6 3

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'
local frames = require 'nn.frames'

local TemporalRowConvolution, Parent = torch.class('nn.TemporalRowConvolution',
   'nn.Module')

--- inputFrameSize: features of a frame. kW: frames of a window. dW: its step, 1 without.
-- featFirst: sequences are F x T instead of T x F.
function TemporalRowConvolution:__init(inputFrameSize, kW, dW, featFirst)
   Parent.__init(self)
   self.inputFrameSize, self.kW, self.dW = inputFrameSize, kW, dW or 1
   self.featFirst = featFirst and true or false
   for _, name in ipairs { 'inputFrameSize', 'kW', 'dW' } do
      expect.count(self, name, self[name])
   end
   self.weight = torch.Tensor(inputFrameSize, 1, kW)
   self.gradWeight = torch.zeros(inputFrameSize, 1, kW)
   self.bias, self.gradBias = torch.Tensor(inputFrameSize), torch.zeros(inputFrameSize)
   self:reset()
end

function TemporalRowConvolution:noBias()
   self.bias, self.gradBias = nil, nil
   return self
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kW inputFrameSize) around 0.
function TemporalRowConvolution:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.kW * self.inputFrameSize)
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
end

-- Sequences as images N x F x 1 x T for the C library, and images as sequences.
local function asImages(self, tensor)
   return (self.featFirst and tensor or tensor:transpose(2, 3)):unsqueeze(3)
end

local function asFrames(self, result, tensor, isSingle)
   tensor = tensor:squeeze(3)
   if self.featFirst then
      result:resize(tensor:size()):copy(tensor)
   else
      result:resize(tensor:size(1), tensor:size(3), tensor:size(2)):copy(
         tensor:transpose(2, 3))
   end
   return frames.unbatch(result, isSingle)
end

local function check(self, input)
   local batch, isSingle = frames.batch(self, 'input', input, self.weight)
   local turned = self.featFirst and batch:transpose(2, 3) or batch
   frames.of(self, turned, self.inputFrameSize, self.weight)
   frames.windows(self, turned, self.kW, self.dW)
   return asImages(self, batch), isSingle
end

local function kernels(self, weight)
   return weight:view(self.inputFrameSize, 1, 1, self.kW)
end

local function geometry(self) return 1, self.dW, 0, 0, 1, 1, self.inputFrameSize end

--- input: T x F or N x T x F; output: T' x F or N x T' x F, where
-- T' = floor((T - kW) / dW) + 1. With featFirst F stands before T in both.
function TemporalRowConvolution:updateOutput(input)
   local rows, isSingle = check(self, input)
   self._images = self._images or self.output.new()
   cr.convolve(self._images, rows, kernels(self, self.weight), self.bias, geometry(self))
   return asFrames(self, self.output, self._images, isSingle)
end

function TemporalRowConvolution:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local rows, isSingle = check(self, input)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   self._images = self._images or self.output.new()
   cr.convolve_backward_input(self._images, asImages(self, gradOutput),
      kernels(self, self.weight), 1, rows.sizes[3], geometry(self))
   return asFrames(self, self.gradInput, self._images, isSingle)
end

function TemporalRowConvolution:accGradParameters(input, gradOutput, scale)
   local rows = check(self, input)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   cr.convolve_backward_weight(kernels(self, self.gradWeight), self.gradBias, rows,
      asImages(self, gradOutput), scale or 1, geometry(self))
end

function TemporalRowConvolution:type(...) return Parent.type(self, ...) end

function TemporalRowConvolution:clearState()
   require 'nn'.utils.clear(self, 'finput', 'fgradInput', '_input', '_gradOutput',
      '_images')
   return Parent.clearState(self)
end

function TemporalRowConvolution:__tostring__()
   local text = ('%s(%d, %d'):format(torch.type(self), self.inputFrameSize, self.kW)
   if self.dW ~= 1 then text = text .. (', %d'):format(self.dW) end
   return text .. (self.bias and ')' or ') without bias')
end

return TemporalRowConvolution
