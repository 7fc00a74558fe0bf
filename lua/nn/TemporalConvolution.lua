--- TemporalConvolution.lua - convolution along a sequence of frames. Waibel, Hanazawa,
-- Hinton, Shikano, Lang (1989), Phoneme recognition using time-delay neural networks,
-- IEEE Transactions on Acoustics, Speech, and Signal Processing 37(3).
--
--    local layer = nn.TemporalConvolution(3, 5, 2)
--    print(unpack(layer:forward(torch.rand(7, 3)):size():totable())) --> 6 5

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'
local frames = require 'nn.frames'

local TemporalConvolution, Parent = torch.class('nn.TemporalConvolution', 'nn.Module')

--- inputFrameSize, outputFrameSize: features of a frame. kW: frames of a window. dW: its
-- step, 1 without.
function TemporalConvolution:__init(inputFrameSize, outputFrameSize, kW, dW)
   Parent.__init(self)
   self.inputFrameSize, self.outputFrameSize = inputFrameSize, outputFrameSize
   self.kW, self.dW = kW, dW or 1
   for _, name in ipairs { 'inputFrameSize', 'outputFrameSize', 'kW', 'dW' } do
      expect.count(self, name, self[name])
   end
   local elements = inputFrameSize * kW
   self.weight = torch.Tensor(outputFrameSize, elements)
   self.gradWeight = torch.zeros(outputFrameSize, elements)
   self.bias, self.gradBias = torch.Tensor(outputFrameSize), torch.zeros(outputFrameSize)
   self:reset()
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kW inputFrameSize) around 0.
function TemporalConvolution:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.kW * self.inputFrameSize)
   self.weight:uniform(-stdv, stdv)
   self.bias:uniform(-stdv, stdv)
end

-- The windows as a matrix for each sequence, N x T' x (kW F), whose rows overlap in
-- memory.
local function windows(self, batch)
   batch = batch:contiguous()
   local N, T, F = batch:size(1), batch:size(2), batch:size(3)
   local count = frames.windows(self, batch, self.kW, self.dW)
   return batch.new(batch:storage(), batch:storageOffset(),
      torch.LongStorage { N, count, self.kW * F },
      torch.LongStorage { T * F, self.dW * F, 1 })
end

-- A matrix for every sequence of a batch.
local function each(matrix, n)
   return matrix:unsqueeze(1):expand(n, matrix:size(1), matrix:size(2))
end

--- input: T x F or N x T x F; output: T' x outputFrameSize or N x ..., where
-- T' = floor((T - kW) / dW) + 1.
function TemporalConvolution:updateOutput(input)
   local batch, isSingle = frames.of(self, input, self.inputFrameSize, self.weight)
   local rows = windows(self, batch)
   local n, count = rows:size(1), rows:size(2)
   self.output:resize(n, count, self.outputFrameSize)
   local bias = self.bias:view(1, 1, -1):expandAs(self.output)
   cr.baddbmm(self.output, 1, bias, 1, rows, each(self.weight, n):transpose(2, 3))
   return frames.unbatch(self.output, isSingle)
end

--- Frame k of every window at a time, so that no two windows meet in a frame.
function TemporalConvolution:updateGradInput(input, gradOutput)
   local batch, isSingle = frames.of(self, input, self.inputFrameSize, self.weight)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   local F, n, count = self.inputFrameSize, batch:size(1), gradOutput:size(2)
   self.gradInput:resize(batch:size()):zero()
   for k = 1, self.kW do
      local frame = self.gradInput:narrow(2, k, (count - 1) * self.dW + 1)
         :unfold(2, 1, self.dW):select(4, 1)
      local weight = self.weight:narrow(2, (k - 1) * F + 1, F)
      cr.baddbmm(frame, 1, frame, 1, gradOutput, each(weight, n))
   end
   return frames.unbatch(self.gradInput, isSingle)
end

function TemporalConvolution:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local batch = frames.of(self, input, self.inputFrameSize, self.weight)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   cr.addbmm(self.gradWeight, 1, self.gradWeight, scale, gradOutput:transpose(2, 3),
      windows(self, batch))
   local flat = gradOutput:contiguous():view(-1, self.outputFrameSize)
   self.gradBias:add(scale, flat:sum(1):select(1, 1))
end

--- The gradients of layers with shared parameters add up by themselves.
function TemporalConvolution:sharedAccUpdateGradParameters(input, gradOutput, lr)
   self:defaultAccUpdateGradParameters(input, gradOutput, lr)
end

return TemporalConvolution
