--- TemporalDynamicKMaxPooling.lua - the k largest elements of each feature of a sequence,
-- in the order in which they stand. Kalchbrenner, Grefenstette, Blunsom (2014), A
-- convolutional neural network for modelling sentences, ACL, arXiv:1404.2188.
--
--    local frames = torch.Tensor{2, 9, 1, 5}:view(4, 1)
--    local layer = nn.TemporalDynamicKMaxPooling(3)
--    print(unpack(layer:forward(frames):view(3):totable())) --> 2 9 5

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local frames = require 'nn.frames'

local TemporalDynamicKMaxPooling, Parent = torch.class('nn.TemporalDynamicKMaxPooling',
   'nn.Module')

--- minK: k is at least this, and at most the length of the sequence. factor: k is this
-- part of the length, rounded up; 0 without.
function TemporalDynamicKMaxPooling:__init(minK, factor)
   Parent.__init(self)
   self.minK, self.factor = minK, factor or 0
   expect.count(self, 'minK', minK)
   if type(self.factor) ~= 'number' or self.factor < 0 or self.factor > 1 then
      expect.fail(self, 'factor is %s, expected a number from 0 to 1',
         expect.describe(factor))
   end
end

--- input: T x F or N x T x F; output: k x F or N x k x F, where
-- k = min(T, max(minK, ceil(factor T))). self.indices keeps their frames.
function TemporalDynamicKMaxPooling:updateOutput(input)
   local batch, isSingle = frames.batch(self, 'input', input, self.output)
   local length = batch:size(2)
   local k = math.min(length, math.max(self.minK, math.ceil(self.factor * length)))
   self.indices = self.indices or torch.LongTensor()
   if self.indices:type() ~= 'torch.LongTensor' then self.indices = torch.LongTensor() end
   self._chosen = self._chosen or torch.LongTensor()
   if self._chosen:type() ~= 'torch.LongTensor' then self._chosen = torch.LongTensor() end
   cr.topk(self.output, self._chosen, batch, k, 1, 1, 0)
   cr.sort(self.indices, self._chosen, self._chosen, 1, 0)
   cr.gather(self.output, batch, 1, self.indices)
   return frames.unbatch(self.output, isSingle)
end

--- gradOutput goes where the elements stood.
function TemporalDynamicKMaxPooling:updateGradInput(input, gradOutput)
   local batch, isSingle = frames.batch(self, 'input', input, self.gradInput)
   gradOutput = frames.gradient(self, gradOutput, self.output)
   self.gradInput:resize(batch:size()):zero()
   cr.scatter(self.gradInput, 1, self.indices, gradOutput)
   return frames.unbatch(self.gradInput, isSingle)
end

function TemporalDynamicKMaxPooling:clearState()
   nn.utils.clear(self, 'indices', '_chosen')
   return Parent.clearState(self)
end

return TemporalDynamicKMaxPooling
