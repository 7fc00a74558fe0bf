--- IndexLinear.lua - a fully connected layer for inputs that are mostly 0, given as
-- indices and values; the gradient is kept for the rows in use alone. Values may be
-- scaled by the largest seen of each feature.
--
--    local layer = nn.IndexLinear(1000, 2)
--    local batch = { { torch.LongTensor { 3, 900 }, torch.LongTensor { 7 } },
--       { torch.Tensor { 0.5, 2 }, torch.Tensor { 1 } } }
--    print(layer:forward(batch):size(1), layer:forward(batch):size(2)) --> 2 2

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
local sparse = require 'nn.sparse'

local IndexLinear, Parent = torch.class('nn.IndexLinear', 'nn.Module')

-- With normalize, a row of the weight begins with these columns: the largest absolute
-- value seen, 1 divided by it, one that is not used, and what is added to the value.
local LARGEST, INVERSE, SHIFT, COLUMNS = 1, 2, 4, 4

--- inputSize, outputSize: numbers of features. doGradInput: true to compute gradInput.
-- keysOffset: added to indices. weight, bias: to be used in place of new ones. normalize:
-- bring the values of each feature into [-1, 1].
function IndexLinear:__init(inputSize, outputSize, doGradInput, keysOffset, weight, bias,
   normalize)
   Parent.__init(self)
   self.normalize = normalize and COLUMNS or 0
   self.keysOffset = keysOffset or 0
   self.weightDecay = 0
   if not weight then
      expect.count(self, 'inputSize', inputSize)
      expect.count(self, 'outputSize', outputSize)
   end
   self.weight = weight or torch.zeros(inputSize, outputSize + self.normalize)
   self.bias = bias or torch.zeros(outputSize)
   self.inputSize = self.weight:size(1)
   self.outputSize = self.weight:size(2) - self.normalize
   self.gradWeight = torch.Tensor()
   self.gradBias = torch.zeros(self.outputSize)
   self.running = { cumSumSizes = {}, keys = {}, gradWeight = {}, counter = 1 }
   self.doGradInput = doGradInput or false
end

--- Draw the weight from uniform numbers of deviation stdv, else within 1 / sqrt(width of
-- the weight) around 0; the bias from a millionth of that.
function IndexLinear:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:size(2))
   self.weight:uniform(-stdv, stdv)
   self.bias:uniform(-stdv, stdv):mul(0.000001)
   if self.normalize > 0 then self.weight:narrow(2, 1, self.normalize):zero() end
end

--- The input as tables of indices and of values, one for each sample, and whether it was
-- a batch.
function IndexLinear:reshapeInput(input)
   expect.table(self, 'input', input)
   if type(input[1]) == 'table' then
      expect.table(self, 'element 2 of input', input[2])
      if #input[1] == 0 or #input[1] ~= #input[2] then
         expect.fail(self, 'input has %d tensors of indices but %d of values',
            #input[1], #input[2])
      end
      return input, true
   end
   return { { input[1] }, { input[2] } }, false
end

--- A LongTensor of the sizes given.
function IndexLinear:longTensor(...) return torch.LongTensor(...) end

--- Vectors of all indices, values and samples; what was said of each sample's length is
-- kept in cumSumSizes.
function IndexLinear:flattenInputs(input)
   local both, isBatch = self:reshapeInput(input)
   local list, total = {}, 0
   self.cumSumSizes = self:longTensor(#both[1])
   for i, keys in ipairs(both[1]) do
      list[i] = { keys, both[2][i] }
      expect.anyTensor(self, ('indices of sample %d'):format(i), keys)
      total = total + keys:nElement()
      self.cumSumSizes[i] = total
   end
   local keys, values, samples = sparse.flatten(self, list, self.weight, self.inputSize,
      self.keysOffset)
   return keys, values, samples, #list, isBatch
end

-- The rows in use without the columns of normalize.
local function weights(self)
   return self.weight:narrow(2, self.normalize + 1, self.outputSize)
end

-- Let the largest absolute values grow to those of a batch.
local function grow(self, keys, sizes)
   local largest = self.weight:select(2, LARGEST)
   local larger = torch.gt(sizes, largest:index(1, keys)):nonzero()
   for i = 1, larger:nElement() do -- few, once most values have been seen
      local row, size = self.weight[keys[larger[i][1]]], sizes[larger[i][1]]
      if size > row[LARGEST] then row[LARGEST], row[INVERSE] = size, 1 / size end
   end
end

-- Values in [-1, 1], shifted.
local function normalized(self, keys, values)
   if self.normalize == 0 or keys:nElement() == 0 then return values end
   local sizes = torch.abs(values)
   if self.train ~= false then grow(self, keys, sizes) end
   local state = self.weight:narrow(2, 1, self.normalize):index(1, keys)
   local above = torch.gt(sizes, state:select(2, LARGEST)):typeAs(values)
   local inside = torch.cmul(values, state:select(2, INVERSE))
   inside:addcmul(-1, inside, above):add(torch.sign(values):cmul(above))
   return inside:add(state:select(2, SHIFT))
end

--- input: {indices, values}, two vectors; or {{indices, ...}, {values, ...}} of a batch.
-- output: outputSize or N x outputSize.
function IndexLinear:updateOutput(input)
   local keys, values, samples, count, isBatch = self:flattenInputs(input)
   self.normalizedValues = normalized(self, keys, values)
   self.output:resize(count, self.outputSize)
   self.output:copy(self.bias:view(1, -1):expand(count, self.outputSize))
   sparse.product(self.output, weights(self), keys, self.normalizedValues, samples)
   if not isBatch then self.output:resize(self.outputSize) end
   return self.output
end

--- {indices, gradients} of all elements of the input, as the input is; an empty table
-- unless doGradInput is true.
function IndexLinear:updateGradInput(input, gradOutput)
   self.gradInput = {}
   if not self.doGradInput then return self.gradInput end
   local _, isBatch = self:reshapeInput(input)
   local rows = torch.mm(gradOutput:contiguous():view(-1, self.outputSize),
      weights(self):t())
   local all = torch.range(1, self.inputSize):long()
   if not isBatch then
      self.gradInput = { all, rows[1] }
      return self.gradInput
   end
   self.gradInput = { {}, {} }
   for i = 1, rows:size(1) do self.gradInput[1][i], self.gradInput[2][i] = all, rows[i] end
   return self.gradInput
end

-- Gradients of the rows in use, an entry of the input each, with those of the shift.
local function gradients(self, keys, samples, rows, scale)
   local result = sparse.gradients(rows, self.normalizedValues, samples, scale)
   if self.normalize == 0 then return result end
   local used = weights(self):index(1, keys)
   local whole = self.weight.new(keys:nElement(), self.weight:size(2)):zero()
   whole:narrow(2, self.normalize + 1, self.outputSize):copy(result)
   whole:select(2, SHIFT):copy(used:cmul(rows:index(1, samples)):sum(2):mul(scale))
   return whole
end

--- Gradients are kept beside the indices that they belong to, call by call, in running.
function IndexLinear:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local keys, _, samples, count = self:flattenInputs(input)
   local rows = gradOutput:contiguous():view(count, self.outputSize)
   local running = self.running
   local at = running.counter
   running.keys[at], running.cumSumSizes[at] = keys, self.cumSumSizes
   running.gradWeight[at] = gradients(self, keys, samples, rows, scale)
   running.counter = at + 1
   self.gradBias:add(scale, rows:sum(1):view(-1))
end

-- weight[keys] -= rate * (gradients + weightDecay * weight[keys])
local function step(self, keys, gradWeight, rate)
   if keys:nElement() == 0 then return end
   local first = self.normalize == 0 and 1 or SHIFT
   local columns = self.weight:narrow(2, first, self.weight:size(2) - first + 1)
   local steps = gradWeight:narrow(2, first, columns:size(2)):clone()
   if self.weightDecay ~= 0 then steps:add(self.weightDecay, columns:index(1, keys)) end
   columns:indexAdd(1, keys, steps:mul(-rate))
end

function IndexLinear:updateParameters(lr)
   for i = 1, self.running.counter - 1 do
      step(self, self.running.keys[i], self.running.gradWeight[i], lr)
   end
   self.bias:add(-lr, self.gradBias)
end

function IndexLinear:accUpdateGradParameters(input, gradOutput, lr, scale)
   if self.frozen then return end
   local keys, _, samples, count = self:flattenInputs(input)
   local rows = gradOutput:contiguous():view(count, self.outputSize)
   step(self, keys, gradients(self, keys, samples, rows, scale or 1), lr)
   self.bias:add(-lr * (scale or 1), rows:sum(1):view(-1))
end

IndexLinear.sharedAccUpdateGradParameters = IndexLinear.accUpdateGradParameters

--- Forget the gradients kept.
function IndexLinear:zeroGradParameters()
   local running = self.running
   running.cumSumSizes, running.keys, running.gradWeight, running.counter = {}, {}, {}, 1
   self.gradBias:zero()
end

--- The gradient of the weight is the table of what has been kept: keys, gradWeight.
function IndexLinear:parameters()
   return { self.weight, self.bias }, { self.running, self.gradBias }
end

function IndexLinear:clearState()
   self:zeroGradParameters()
   self.gradInput, self.normalizedValues, self.cumSumSizes = {}, nil, nil
   nn.utils.clear(self, 'output')
   return self
end

return IndexLinear
