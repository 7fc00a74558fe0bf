--- TemporalMaxPooling.lua - the largest element of every window of frames, for each
-- feature.
--
--    local frames = torch.Tensor{2, 9, 1, 5}:view(4, 1)
--    print(unpack(nn.TemporalMaxPooling(2):forward(frames):view(2):totable())) --> 9 5

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local frames = require 'nn.frames'

local TemporalMaxPooling, Parent = torch.class('nn.TemporalMaxPooling', 'nn.Module')

--- kW: frames of a window. dW: its step, the size without.
function TemporalMaxPooling:__init(kW, dW)
   Parent.__init(self)
   self.kW, self.dW = kW, dW or kW
   expect.count(self, 'kW', self.kW)
   expect.count(self, 'dW', self.dW)
   self.indices = torch.LongTensor()
end

--- input: T x F or N x T x F; output: T' x F or N x T' x F, where
-- T' = floor((T - kW) / dW) + 1. Sequences are images of one map.
function TemporalMaxPooling:updateOutput(input)
   local batch, isSingle = frames.batch(self, 'input', input, self.output)
   frames.windows(self, batch, self.kW, self.dW)
   if not self.indices or self.indices:type() ~= 'torch.LongTensor' then
      self.indices = torch.LongTensor()
   end
   cr.max_pool(self.output, self.indices, batch:unsqueeze(2), self.kW, 1, self.dW, 1, 0,
      0, 0)
   cr.squeeze_dimension(self.output, self.output, 1)
   return frames.unbatch(self.output, isSingle)
end

function TemporalMaxPooling:updateGradInput(input, gradOutput)
   local batch, isSingle = frames.batch(self, 'input', input, self.gradInput)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   cr.max_pool_backward(self.gradInput, gradOutput:unsqueeze(2), self.indices,
      batch.sizes[1], batch.sizes[2])
   cr.squeeze_dimension(self.gradInput, self.gradInput, 1)
   return frames.unbatch(self.gradInput, isSingle)
end

--- Forget the results and the indices.
function TemporalMaxPooling:empty() return self:clearState() end

function TemporalMaxPooling:clearState()
   nn.utils.clear(self, 'indices')
   return Parent.clearState(self)
end

return TemporalMaxPooling
