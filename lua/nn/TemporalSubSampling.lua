--- TemporalSubSampling.lua - sums of windows of frames, scaled and shifted by learned
-- numbers, one pair for each feature.
--
--    local layer = nn.TemporalSubSampling(3, 2, 2)
--    print(unpack(layer:forward(torch.rand(7, 3)):size():totable())) --> 3 3

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local frames = require 'nn.frames'

local TemporalSubSampling, Parent = torch.class('nn.TemporalSubSampling', 'nn.Module')

--- inputFrameSize: features of a frame. kW: frames of a window. dW: its step, 1 without.
function TemporalSubSampling:__init(inputFrameSize, kW, dW)
   Parent.__init(self)
   self.inputFrameSize, self.kW, self.dW = inputFrameSize, kW, dW or 1
   for _, name in ipairs { 'inputFrameSize', 'kW', 'dW' } do
      expect.count(self, name, self[name])
   end
   self.weight, self.gradWeight = torch.Tensor(inputFrameSize),
      torch.zeros(inputFrameSize)
   self.bias, self.gradBias = torch.Tensor(inputFrameSize), torch.zeros(inputFrameSize)
   self:reset()
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within 1 / sqrt(kW)
-- around 0.
function TemporalSubSampling:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.kW)
   self.weight:uniform(-stdv, stdv)
   self.bias:uniform(-stdv, stdv)
end

local function geometry(self) return self.kW, 1, self.dW, 1, 0, 0, 0, 1 end

local function spread(vector, tensor) return vector:view(1, 1, -1):expandAs(tensor) end

-- The sums of the windows; sequences are images of one map.
local function sums(self, batch)
   frames.windows(self, batch, self.kW, self.dW)
   self._windows = self._windows or self.output.new()
   cr.average_pool(self._windows, batch:unsqueeze(2), geometry(self))
   cr.squeeze_dimension(self._windows, self._windows, 1)
   return self._windows:mul(self.kW)
end

--- input: T x F or N x T x F; output: T' x F or N x T' x F, where
-- T' = floor((T - kW) / dW) + 1.
function TemporalSubSampling:updateOutput(input)
   local batch, isSingle = frames.of(self, input, self.inputFrameSize, self.weight)
   local windows = sums(self, batch)
   cr.addcmul(self.output, spread(self.bias, windows), 1, windows, spread(self.weight,
      windows))
   return frames.unbatch(self.output, isSingle)
end

function TemporalSubSampling:updateGradInput(input, gradOutput)
   local batch, isSingle = frames.of(self, input, self.inputFrameSize, self.weight)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   self._scaled = self._scaled or self.output.new()
   self._scaled:cmul(gradOutput, spread(self.weight, gradOutput))
   cr.average_pool_backward(self.gradInput, self._scaled:unsqueeze(2), batch.sizes[1],
      batch.sizes[2], geometry(self))
   cr.squeeze_dimension(self.gradInput, self.gradInput, 1)
   self.gradInput:mul(self.kW)
   return frames.unbatch(self.gradInput, isSingle)
end

function TemporalSubSampling:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local batch = frames.of(self, input, self.inputFrameSize, self.weight)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   local function add(total, tensor)
      total:add(scale, tensor:view(-1, self.inputFrameSize):sum(1):select(1, 1))
   end
   add(self.gradWeight, sums(self, batch):cmul(gradOutput))
   add(self.gradBias, gradOutput:contiguous())
end

function TemporalSubSampling:clearState()
   nn.utils.clear(self, '_windows', '_scaled')
   return Parent.clearState(self)
end

return TemporalSubSampling
