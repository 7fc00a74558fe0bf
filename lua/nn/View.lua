--- View.lua - the input's elements in another shape; memory is shared.
--
--    print(unpack(nn.View(2, -1):forward(torch.ones(6)):size():totable())) --> 2 3

local torch = require 'torch'
local expect = require 'nn.expect'

local View, Module = torch.class('nn.View', 'nn.Module')

--- Sizes, or a LongStorage of them; one may be -1, to be worked out.
function View:__init(...)
   Module.__init(self)
   self:resetSize(...)
   self.numInputDims = nil
end

function View:resetSize(first, ...)
   local sizes = torch.isStorage(first) and first:totable() or { first, ... }
   if #sizes == 0 then expect.fail(self, 'there are no sizes, expected one or more') end
   self.numElements, self.size = 1, torch.LongStorage(#sizes)
   local free = 0
   for d, size in ipairs(sizes) do
      if type(size) ~= 'number' or size % 1 ~= 0 or size < -1 then
         expect.fail(self, 'size %d is %s, expected a whole number, or -1', d,
            expect.describe(size))
      end
      self.size[d] = size
      if size >= 0 then
         self.numElements = self.numElements * size
      else
         free = free + 1
      end
   end
   if free > 1 then expect.fail(self, '%d sizes are -1, expected one at most', free) end
   return self
end

--- How many dimensions an input has that is no batch.
function View:setNumInputDims(count)
   self.numInputDims = count
   return self
end

-- The number of samples, or nil for a single one: what is left when the sizes have taken
-- their part of the last numInputDims dimensions, times the dimensions before these.
local function batchSize(self, input)
   local ndim, count = input:dim(), 1
   local inner = self.numInputDims or ndim
   for d = math.max(ndim - inner, 0) + 1, ndim do count = count * input:size(d) end
   local known = self.numElements
   if known == 0 and count ~= 0 or known > 0 and count % known ~= 0 then
      expect.fail(self, 'input is %s, whose elements do not fit into %s',
         expect.describe(input), self:sizesText())
   end
   local batch = known > 0 and count / known or 1
   for d = 1, #self.size do
      if self.size[d] == -1 then batch = 1 end
   end
   for d = 1, ndim - inner do batch = batch * input:size(d) end
   if batch == 1 and (not self.numInputDims or ndim <= self.numInputDims) then
      return nil
   end
   return batch
end

function View:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local batch = batchSize(self, input)
   local source = input:isContiguous() and input or input:contiguous()
   if batch then
      local sizes = self.size:totable()
      self.output:view(source, batch, unpack(sizes))
   else
      self.output:view(source, self.size)
   end
   return self.output
end

function View:updateGradInput(input, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.gradInput)
   if gradOutput:nElement() ~= input:nElement() then
      expect.fail(self, 'gradOutput is %s but input is %s', expect.describe(gradOutput),
         expect.describe(input))
   end
   self.gradInput:view(gradOutput:isContiguous() and gradOutput
      or gradOutput:contiguous(), input:size())
   return self.gradInput
end

--- The sizes as text: '2, 3'.
function View:sizesText() return table.concat(self.size:totable(), ', ') end

function View:__tostring__()
   return ('%s(%s)'):format(torch.type(self), self:sizesText())
end

return View
