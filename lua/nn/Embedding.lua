--- Embedding.lua - rows of a matrix of learned numbers for indices in a tensor of any
-- shape, or their sums or means.
--
--    local words = nn.Embedding(100, 8, { padding = 1, mode = 'mean' })
--    print(words:forward(torch.LongTensor { { 5, 9, 1 }, { 7, 1, 1 } }):size(2)) --> 8

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.LookupTable'

local Embedding, Parent = torch.class('nn.Embedding', 'nn.LookupTable')

local known = { padding = true, maxNorm = true, normType = true, scaleGradByFreq = true,
   weight = true, mode = true }

--- nIndex, nOutput: rows and columns. options, a table: padding, an index whose row is 0
-- and not learned; maxNorm, normType: rows in use are shrunk to this norm; scaleGradByFreq:
-- true divides the gradient of a row by how often it is in the batch; weight: nIndex x
-- nOutput, to begin with; mode: 'sum' or 'mean' of the last dimension of the indices.
function Embedding:__init(nIndex, nOutput, options)
   options = options or {}
   expect.table(self, 'options', options)
   for name in pairs(options) do
      if not known[name] then expect.fail(self, "no option '%s'", tostring(name)) end
   end
   local mode = options.mode
   if mode ~= nil and mode ~= 'sum' and mode ~= 'mean' then
      expect.fail(self, "mode is %s, expected 'sum' or 'mean'", expect.describe(mode))
   end
   Parent.__init(self, nIndex, nOutput, options.padding, options.maxNorm,
      options.normType)
   self.shouldScaleGradByFreq = options.scaleGradByFreq or nil
   self.mode = mode
   if options.weight then
      expect.anyTensor(self, 'weight', options.weight)
      if not options.weight:isSize(torch.LongStorage { nIndex, nOutput }) then
         expect.fail(self, 'weight is %s, expected %d x %d',
            expect.describe(options.weight), nIndex, nOutput)
      end
      self.weight:copy(options.weight)
   end
end

--- Normal numbers of deviation stdv, 1 without; 0 in the row of the padding.
function Embedding:reset(stdv)
   Parent.reset(self, stdv)
   local row = self.paddingValue
   if row >= 1 and row <= self.weight:size(1) then self.weight[row]:zero() end
end

local function flat(self, input)
   expect.anyTensor(self, 'input', input)
   if input:dim() == 0 then expect.fail(self, 'input is empty') end
   return input:contiguous():view(-1)
end

-- What each row is multiplied by, rows x 1: 1 divided by how many are in its mean, and 0
-- for the padding; nil where all are 1.
local function shares(self, input)
   if not self.mode then return nil end
   local rows = input:contiguous():view(-1, input:size(input:dim()))
   local counted = rows:ne(self.paddingValue):typeAs(self.weight)
   if self.mode == 'mean' then
      local counts = counted:sum(2):cmax(1)
      counted:cdiv(counts:expandAs(counted))
   end
   return counted:view(-1, 1)
end

--- input: indices of any shape; output: that shape and a last dimension nOutput; with a
-- mode, the last dimension of the indices gives way to it.
function Embedding:updateOutput(input)
   local indices, sizes = flat(self, input), input:size():totable()
   local count, nOutput = table.remove(sizes), self.weight:size(2)
   if not self.mode then
      sizes[#sizes + 1] = count
      Parent.updateOutput(self, indices)
   else
      self._rows = self._rows or self.output.new()
      local kept = self.output
      self.output = self._rows
      Parent.updateOutput(self, indices)
      self.output = kept
      self._rows:cmul(shares(self, input):expandAs(self._rows))
      self.output:sum(self._rows:view(-1, count, nOutput), 2)
   end
   sizes[#sizes + 1] = nOutput
   self.output:resize(torch.LongStorage(sizes))
   return self.output
end

function Embedding:accGradParameters(input, gradOutput, scale)
   local indices, nOutput = flat(self, input), self.weight:size(2)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   local rows = gradOutput:contiguous():view(-1, nOutput)
   if self.mode then
      local N, count = rows:size(1), input:size(input:dim())
      rows = rows:view(N, 1, nOutput):expand(N, count, nOutput):contiguous()
         :view(-1, nOutput)
      rows:cmul(shares(self, input):expandAs(rows))
   end
   Parent.accGradParameters(self, indices, rows, scale)
end

Embedding.sharedAccUpdateGradParameters = Embedding.defaultAccUpdateGradParameters

function Embedding:clearState()
   self._rows = nil
   return Parent.clearState(self)
end

function Embedding:__tostring__()
   return ('%s(%d, %d%s)'):format(torch.type(self), self.weight:size(1),
      self.weight:size(2), self.mode and ', ' .. self.mode or '')
end

return Embedding
