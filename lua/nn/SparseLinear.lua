--- SparseLinear.lua - a fully connected layer for inputs that are mostly 0.
--
--    local layer = nn.SparseLinear(1000, 2)
--    print(layer:forward(torch.Tensor { { 3, 0.5 }, { 900, 2 } }):size(1)) --> 2

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
local sparse = require 'nn.sparse'

local SparseLinear, Parent = torch.class('nn.SparseLinear', 'nn.Module')

--- inputSize, outputSize: numbers of features. doGradInput: true to compute gradInput.
function SparseLinear:__init(inputSize, outputSize, doGradInput)
   Parent.__init(self)
   expect.count(self, 'inputSize', inputSize)
   expect.count(self, 'outputSize', outputSize)
   self.weightDecay = 0
   self.doGradInput = doGradInput or false
   self.weight, self.bias = torch.Tensor(outputSize, inputSize), torch.Tensor(outputSize)
   self.gradWeight = torch.zeros(outputSize, inputSize)
   self.gradBias = torch.zeros(outputSize)
   self:reset()
end

--- Draw the weight from uniform numbers of deviation stdv, else within
-- 1 / sqrt(inputSize) around 0; the bias from a millionth of that.
function SparseLinear:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:size(2))
   self.weight:uniform(-stdv, stdv)
   self.bias:uniform(-stdv, stdv):mul(0.000001)
end

--- The samples of an input as a list of K x 2 tensors, and whether it was a batch.
function SparseLinear:reshapeInput(input)
   if type(input) == 'table' then return input, true end
   expect.tensor(self, 'input', input, self.weight)
   if input:dim() == 2 then return { input }, false end
   local list = {}
   for i = 1, input:dim() == 3 and input:size(1) or 0 do list[i] = input[i] end
   return list, true
end

local function flatten(self, input)
   local list, isBatch = self:reshapeInput(input)
   local pairs_ = {}
   for i, sample in ipairs(list) do
      expect.tensor(self, ('sample %d'):format(i), sample, self.weight)
      if sample:dim() ~= 2 or sample:size(2) ~= 2 then
         expect.fail(self, 'sample %d is %s, expected K x 2: indices and values', i,
            expect.describe(sample))
      end
      pairs_[i] = { sample:select(2, 1), sample:select(2, 2) }
   end
   if #pairs_ == 0 then
      expect.fail(self, 'input is %s, expected K x 2, N x K x 2 or a table of K x 2',
         expect.describe(input))
   end
   local keys, values, samples = sparse.flatten(self, pairs_, self.weight,
      self.weight:size(2), 0)
   return keys, values, samples, #pairs_, isBatch
end

--- input: K x 2, pairs of an index and a value; or a batch of them: N x K x 2 or a table.
-- output: outputSize or N x outputSize.
function SparseLinear:updateOutput(input)
   local keys, values, samples, count, isBatch = flatten(self, input)
   local outputSize = self.weight:size(1)
   self.output:resize(count, outputSize)
   self.output:copy(self.bias:view(1, outputSize):expand(count, outputSize))
   sparse.product(self.output, self.weight:t(), keys, values, samples)
   if not isBatch then self.output:resize(outputSize) end
   return self.output
end

--- The gradient by all elements of the input, as a table with pairs of index and value,
-- inputSize x 2, for each sample; an empty table unless doGradInput is true.
function SparseLinear:updateGradInput(input, gradOutput)
   self.gradInput = {}
   if not self.doGradInput then return self.gradInput end
   local inputSize = self.weight:size(2)
   local rows = torch.mm(gradOutput:contiguous():view(-1, self.weight:size(1)),
      self.weight)
   for i = 1, rows:size(1) do
      local list = rows.new(inputSize, 2)
      list:select(2, 1):copy(torch.range(1, inputSize))
      list:select(2, 2):copy(rows[i])
      self.gradInput[i] = list
   end
   return self.gradInput
end

function SparseLinear:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local keys, values, samples, count = flatten(self, input)
   local rows = gradOutput:contiguous():view(count, self.weight:size(1))
   if keys:nElement() > 0 then
      self.gradWeight:t():indexAdd(1, keys, sparse.gradients(rows, values, samples,
         scale))
   end
   self.gradBias:add(scale, rows:sum(1):view(-1))
   if self.weightDecay ~= 0 then self.gradWeight:add(self.weightDecay, self.weight) end
   self.touched = self.touched or {}
   table.insert(self.touched, keys)
end

-- The columns in which gradients have been added up since they were 0; nil for all.
local function columns(self)
   local list = self.touched or {}
   if self.weightDecay ~= 0 or #list > 16 then return nil end
   local marks = torch.ByteTensor(self.weight:size(2)):zero()
   for _, keys in ipairs(list) do
      if keys:nElement() > 0 then marks:indexFill(1, keys, 1) end
   end
   local found = marks:nonzero()
   return found:dim() > 0 and found:view(-1) or found
end

--- Gradients of columns that no input has named are 0 already.
function SparseLinear:zeroGradParameters()
   local touched = columns(self)
   if not touched then
      self.gradWeight:zero()
   elseif touched:nElement() > 0 then
      self.gradWeight:indexFill(2, touched, 0)
   end
   self.gradBias:zero()
   self.touched = {}
end

--- A step of the columns that inputs have named since zeroGradParameters.
function SparseLinear:updateParameters(learningRate)
   local touched = columns(self)
   if not touched then
      self.weight:add(-learningRate, self.gradWeight)
   elseif touched:nElement() > 0 then
      local steps = self.gradWeight:index(2, touched):mul(-learningRate)
      self.weight:indexAdd(2, touched, steps)
   end
   self.bias:add(-learningRate, self.gradBias)
end

SparseLinear.sharedAccUpdateGradParameters = SparseLinear.defaultAccUpdateGradParameters

function SparseLinear:clearState()
   self.gradInput, self.lastInput = {}, nil
   nn.utils.clear(self, 'output')
   return self
end

return SparseLinear
