--- ScaledDotProductAttention.lua - sums of values, weighted by how well their keys fit a
-- query: y = softmax(q k' / sqrt(D)) v.
-- Vaswani et al. (2017), Attention is all you need, arXiv:1706.03762.
--
--    local attention = nn.ScaledDotProductAttention()
--    local keys, values = torch.eye(2):mul(100):view(1, 2, 2), torch.Tensor { 3, 7 }:view(1, 2, 1)
--    local query = torch.Tensor { 0, 1 }:view(1, 1, 2)
--    print(attention:forward({ query, keys, values })[1][1][1]) --> 7

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local ScaledDotProductAttention, Parent = torch.class('nn.ScaledDotProductAttention',
   'nn.Module')

--- causal: true lets place i of the queries see places 1 to i of the keys only. scale:
-- what products are multiplied by, 1 / sqrt(D) without.
function ScaledDotProductAttention:__init(causal, scale)
   Parent.__init(self)
   self.causal, self.scale = causal or false, scale
   self.weights = torch.Tensor()
   self.gradInput = { torch.Tensor(), torch.Tensor(), torch.Tensor() }
   self._gradWeights = torch.Tensor()
end

local function check(self, input)
   expect.table(self, 'input', input)
   local q, k, v = input[1], input[2], input[3]
   for i = 1, 3 do
      expect.tensor(self, ('element %d of input'):format(i), input[i], self.weights)
   end
   if q:dim() ~= 3 or k:dim() ~= 3 or v:dim() ~= 3 or q:size(1) ~= k:size(1)
      or k:size(1) ~= v:size(1) or q:size(3) ~= k:size(3) or k:size(2) ~= v:size(2) then
      expect.fail(self, 'queries, keys and values are %s, %s and %s, expected '
         .. 'B x T x D, B x S x D and B x S x E', expect.describe(q), expect.describe(k),
         expect.describe(v))
   end
   return q, k, v, self.scale or 1 / math.sqrt(q:size(3))
end

-- 1 where a key must not be seen, in the shape of the weights; nil if all may be.
local function hidden(self, mask)
   local weights = self.weights
   if mask ~= nil then
      expect.anyTensor(self, 'element 4 of input', mask)
      if mask:dim() == 2 then mask = mask:view(weights:size(1), 1, weights:size(3)) end
      return mask:byte():expandAs(weights)
   end
   if not self.causal then return nil end
   local T, S = weights:size(2), weights:size(3)
   local rows = torch.range(1, T):view(T, 1):expand(T, S)
   local columns = torch.range(1, S):view(1, S):expand(T, S)
   return columns:gt(rows):view(1, T, S):expandAs(weights)
end

--- input: {queries B x T x D, keys B x S x D, values B x S x E [, mask]}; mask, B x S or
-- B x T x S, is 1 where a key must not be seen. output: B x T x E; the field weights,
-- B x T x S, tells how much of each value is in it.
function ScaledDotProductAttention:updateOutput(input)
   local q, k, v, scale = check(self, input)
   cr.bmm(self.weights, q, k:transpose(2, 3))
   self.weights:mul(scale)
   local mask = hidden(self, input[4])
   if mask then
      if mask:min(3):max() ~= 0 then
         expect.fail(self, 'the mask leaves a query without any key')
      end
      self.weights:maskedFill(mask, -math.huge)
   end
   cr.softmax(self.weights, self.weights, 2)
   cr.bmm(self.output, self.weights, v)
   return self.output
end

--- Gradients of queries, keys and values.
function ScaledDotProductAttention:updateGradInput(input, gradOutput)
   local q, k, v, scale = check(self, input)
   expect.tensor(self, 'gradOutput', gradOutput, self.weights)
   local dq, dk, dv = unpack(self.gradInput)
   cr.bmm(dv, self.weights:transpose(2, 3), gradOutput)
   cr.bmm(self._gradWeights, gradOutput, v:transpose(2, 3))
   cr.softmax_backward(self._gradWeights, self.weights, self._gradWeights, 2)
   self._gradWeights:mul(scale)
   cr.bmm(dq, self._gradWeights, k)
   cr.bmm(dk, self._gradWeights:transpose(2, 3), q)
   return self.gradInput
end

function ScaledDotProductAttention:clearState()
   for _, tensor in ipairs(self.gradInput) do tensor:set() end
   return nn.utils.clear(self, 'output', 'weights', '_gradWeights')
end

return ScaledDotProductAttention
