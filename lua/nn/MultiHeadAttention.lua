--- MultiHeadAttention.lua - several attentions side by side, each on its own projection of
-- queries, keys and values. Vaswani et al. (2017), Attention is all you need,
-- arXiv:1706.03762.
--
--    local layer = nn.MultiHeadAttention(8, 2, true)
--    print(layer:forward(torch.rand(4, 5, 8)):size(2)) --> 5

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
require 'nn.Container'

local MultiHeadAttention, Parent = torch.class('nn.MultiHeadAttention', 'nn.Container')

--- size: of queries, keys, values and results. heads: how many; size is a multiple of it.
-- causal: as of nn.ScaledDotProductAttention. bias: false leaves those of the projections
-- out.
function MultiHeadAttention:__init(size, heads, causal, bias)
   Parent.__init(self)
   expect.count(self, 'size', size)
   expect.count(self, 'heads', heads)
   if size % heads ~= 0 then
      expect.fail(self, 'size %d is no multiple of %d heads', size, heads)
   end
   self.features, self.heads = size, heads
   self.query, self.key = nn.Linear(size, size, bias), nn.Linear(size, size, bias)
   self.value, self.project = nn.Linear(size, size, bias), nn.Linear(size, size, bias)
   self.attention = nn.ScaledDotProductAttention(causal)
   self.modules = { self.query, self.key, self.value, self.project, self.attention }
end

-- The input as a list of queries, keys, values and perhaps a mask.
local function parts(self, input)
   if torch.isTensor(input) then input = { input, input, input } end
   expect.table(self, 'input', input)
   for i = 1, 3 do
      local name = ('element %d of input'):format(i)
      expect.tensor(self, name, input[i], self.query.weight)
      if input[i]:dim() ~= 3 or input[i]:size(3) ~= self.features then
         expect.fail(self, '%s is %s, expected B x T x %d', name,
            expect.describe(input[i]), self.features)
      end
   end
   return input
end

local function rows(tensor) return tensor:contiguous():view(-1, tensor:size(3)) end

-- B x T x (heads D) as (B heads) x T x D, and back.
local function split(self, flat, B, T)
   local D = self.features / self.heads
   local apart = flat:view(B, T, self.heads, D):transpose(2, 3)
   return apart:contiguous():view(B * self.heads, T, D)
end

local function join(self, apart, B)
   local T, D = apart:size(2), apart:size(3)
   local together = apart:contiguous():view(B, self.heads, T, D):transpose(2, 3)
   return together:contiguous():view(B * T, self.heads * D)
end

-- The mask for every head.
local function spread(self, mask)
   if mask == nil then return nil end
   expect.anyTensor(self, 'element 4 of input', mask)
   local sizes = mask:size():totable()
   table.insert(sizes, 2, self.heads)
   local all = nn.utils.addSingletonDimension(mask, 2):expand(torch.LongStorage(sizes))
   table.remove(sizes, 2)
   sizes[1] = sizes[1] * self.heads
   return all:contiguous():view(torch.LongStorage(sizes))
end

--- input: x, B x T x size, that attends to itself; or {queries B x T x size, keys
-- B x S x size, values B x S x size [, mask]} with a mask as of
-- nn.ScaledDotProductAttention. output: B x T x size.
function MultiHeadAttention:updateOutput(input)
   local list = parts(self, input)
   local B, heads = list[1]:size(1), {}
   for i = 1, 3 do
      local flat = self.modules[i]:updateOutput(rows(list[i]))
      heads[i] = split(self, flat, list[i]:size(1), list[i]:size(2))
   end
   heads[4] = spread(self, list[4])
   self._heads = heads
   self._joined = join(self, self.attention:updateOutput(heads), B)
   self.output = self.project:updateOutput(self._joined):view(list[1]:size())
   return self.output
end

-- Gradients by the heads of queries, keys and values, as rows, from that of the output.
local function toHeads(self, list, gradOutput)
   local B = list[1]:size(1)
   local gradJoined = self.project:updateGradInput(self._joined, rows(gradOutput))
   local gradHeads = split(self, gradJoined, B, list[1]:size(2))
   local grads = self.attention:updateGradInput(self._heads, gradHeads)
   local flat = {}
   for i = 1, 3 do flat[i] = join(self, grads[i], B) end
   return flat
end

function MultiHeadAttention:updateGradInput(input, gradOutput)
   local list = parts(self, input)
   local flat, grads = toHeads(self, list, gradOutput), {}
   self._flat = flat
   for i = 1, 3 do
      local grad = self.modules[i]:updateGradInput(rows(list[i]), flat[i])
      grads[i] = grad:view(list[i]:size())
   end
   if torch.isTensor(input) then
      self.gradInput = torch.add(grads[1], grads[2]):add(grads[3])
   else
      self.gradInput = grads
   end
   return self.gradInput
end

--- Needs the updateGradInput with the same gradOutput.
function MultiHeadAttention:accGradParameters(input, gradOutput, scale)
   local list = parts(self, input)
   for i = 1, 3 do
      self.modules[i]:accGradParameters(rows(list[i]), self._flat[i], scale)
   end
   self.project:accGradParameters(self._joined, rows(gradOutput), scale)
end

function MultiHeadAttention:clearState()
   self._heads, self._joined, self._flat = nil, nil, nil
   return Parent.clearState(self)
end

function MultiHeadAttention:__tostring__()
   return ('%s(%d, %d heads)'):format(torch.type(self), self.features, self.heads)
end

return MultiHeadAttention
