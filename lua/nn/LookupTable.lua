--- LookupTable.lua - rows of a matrix of learned numbers, one for each index.
--
--    local layer = nn.LookupTable(5, 2)
--    layer.weight[3]:copy(torch.Tensor{7, 8})
--    print(unpack(layer:forward(torch.LongTensor{3}):view(2):totable())) --> 7 8

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local LookupTable, Parent = torch.class('nn.LookupTable', 'nn.Module')

--- nIndex, nOutput: rows and columns. paddingValue: an index whose row is not learned, 0
-- for none. maxNorm: rows in use are shrunk to this norm; normType: of that norm, 2
-- without.
function LookupTable:__init(nIndex, nOutput, paddingValue, maxNorm, normType)
   Parent.__init(self)
   expect.count(self, 'nIndex', nIndex)
   expect.count(self, 'nOutput', nOutput)
   self.weight = torch.Tensor(nIndex, nOutput)
   self.gradWeight = torch.Tensor(nIndex, nOutput):zero()
   self.paddingValue = paddingValue or 0
   self.maxNorm, self.normType = maxNorm, normType
   self:reset()
end

--- Normal numbers of deviation stdv, 1 without.
function LookupTable:reset(stdv) self.weight:normal(0, stdv or 1) end

function LookupTable:setPadding(paddingValue)
   self.paddingValue = paddingValue
   return self
end

function LookupTable:setMaxNorm(maxNorm)
   self.maxNorm = maxNorm
   return self
end

function LookupTable:setNormType(normType)
   self.normType = normType
   return self
end

--- Divide the gradient of a row by how often it is in the batch.
function LookupTable:scaleGradByFreq()
   self.shouldScaleGradByFreq = true
   return self
end

-- The indices as a vector of longs.
local function indices(self, input)
   self:backCompatibility()
   expect.anyTensor(self, 'input', input)
   if input:dim() ~= 1 and input:dim() ~= 2 then
      expect.fail(self, 'input is %s, expected a vector or a matrix of indices',
         expect.describe(input))
   end
   local flat = self:makeInputContiguous(input):view(-1):long()
   local low, high, count = flat:min(), flat:max(), self.weight:size(1)
   if low < 1 or high > count then
      expect.fail(self, 'input has the index %d, expected 1 to %d', low < 1 and low
         or high, count)
   end
   return flat
end

--- Shrink the rows in use whose norm is above maxNorm.
function LookupTable:renorm(input)
   if not self.maxNorm then return end
   local flat = input:contiguous():view(-1):long()
   local rows = self.weight:index(1, flat)
   local norms = rows:norm(self.normType or 2, 2)
   local factors = torch.add(norms, 1e-7):cinv():mul(self.maxNorm)
   factors:maskedFill(norms:le(self.maxNorm), 1)
   self.weight:indexCopy(1, flat, rows:cmul(factors:expandAs(rows)))
end

--- input: L or N x L indices; output L x nOutput or N x L x nOutput.
function LookupTable:updateOutput(input)
   local flat = indices(self, input)
   self:renorm(flat)
   cr.index_select(self.output, self.weight, 0, flat)
   if input:dim() == 2 then
      self.output:resize(input:size(1), input:size(2), self.weight:size(2))
   end
   return self.output
end

--- 0: indices have no gradient.
function LookupTable:updateGradInput(input)
   if self.gradInput:type() ~= input:type() then self.gradInput = input.new() end
   self.gradInput:resize(input:size()):zero()
   return self.gradInput
end

-- How often each index of a vector is in it, one number for each place.
local function frequencies(self, flat, like)
   local ones = like.new(flat:size(1)):fill(1)
   local counts = like.new(self.weight:size(1)):zero()
   counts:indexAdd(1, flat, ones)
   return counts:index(1, flat)
end

--- The rows of gradOutput are added to those of gradWeight; that of the padding is not.
function LookupTable:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local flat = indices(self, input)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   local rows = gradOutput:contiguous():view(-1, self.weight:size(2))
   if scale ~= 1 then rows = torch.mul(rows, scale) end
   if self.shouldScaleGradByFreq then
      local counts = frequencies(self, flat, rows):view(-1, 1)
      rows = torch.cdiv(rows, counts:expandAs(rows))
   end
   if self.paddingValue ~= 0 then
      local padding = flat:eq(self.paddingValue):view(-1, 1)
      rows = rows:clone()
      rows:maskedFill(padding:expandAs(rows), 0)
   end
   cr.index_add(self.gradWeight, 0, flat, rows)
end

--- Let backwardUpdate be the only way of training, without memory for gradients.
function LookupTable:accUpdateOnly()
   self.gradWeight = nil
   return self
end

--- Fields that files of old versions lack.
function LookupTable:backCompatibility() self.paddingValue = self.paddingValue or 0 end

--- The input, or a contiguous copy of it.
function LookupTable:makeInputContiguous(input)
   self.copiedInput = not input:isContiguous()
   return input:contiguous()
end

LookupTable.sharedAccUpdateGradParameters = LookupTable.defaultAccUpdateGradParameters

--- The indices stay what they are.
function LookupTable:type(name, tensorCache)
   Parent.type(self, name, tensorCache)
   return name and self or self._type
end

return LookupTable
