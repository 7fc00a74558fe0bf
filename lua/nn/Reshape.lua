--- Reshape.lua - the input's elements in another shape, for each sample of a batch.
--
--    print(unpack(nn.Reshape(2, 3):forward(torch.ones(4, 6)):size():totable()))
--    --> 4 2 3

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local Reshape, Module = torch.class('nn.Reshape', 'nn.Module')

--- Sizes, or a LongStorage of them, then batchMode: true if the first dimension of inputs
-- is the batch, false if not; without it, an input of as many elements as the sizes say
-- is a single sample, unless its first dimension is 1.
function Reshape:__init(first, ...)
   Module.__init(self)
   local arguments = { first, ... }
   local count = #arguments
   if type(arguments[count]) == 'boolean' then
      self.batchMode = arguments[count]
      arguments[count] = nil
   end
   local sizes = torch.isStorage(first) and first:totable() or arguments
   if #sizes == 0 then expect.fail(self, 'there are no sizes, expected one or more') end
   self.size, self.batchsize = torch.LongStorage(#sizes), torch.LongStorage(#sizes + 1)
   self.nelement = 1
   for d, size in ipairs(sizes) do
      expect.count(self, ('size %d'):format(d), size)
      self.nelement = self.nelement * size
      self.size[d], self.batchsize[d + 1] = size, size
   end
end

local function isSingle(self, input)
   if self.batchMode ~= nil then return not self.batchMode end
   return input:nElement() == self.nelement and input:size(1) ~= 1
end

function Reshape:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   if not input:isContiguous() then
      self._input = (self._input or input.new()):resize(input:size()):copy(input)
      input = self._input
   end
   local single = input:dim() > 0 and isSingle(self, input)
   local wanted = single and self.nelement or input:dim() > 0
      and self.nelement * input:size(1)
   if input:nElement() ~= wanted then
      expect.fail(self, 'input is %s, which does not fit into %s%s',
         expect.describe(input),
         single and '' or 'N x ', table.concat(self.size:totable(), 'x'))
   end
   if single then
      self.output:view(input, self.size)
   else
      self.batchsize[1] = input:size(1)
      self.output:view(input, self.batchsize)
   end
   return self.output
end

function Reshape:updateGradInput(input, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.gradInput)
   if gradOutput:nElement() ~= input:nElement() then
      expect.fail(self, 'gradOutput is %s but input is %s', expect.describe(gradOutput),
         expect.describe(input))
   end
   if not gradOutput:isContiguous() then
      self._gradOutput = (self._gradOutput
         or gradOutput.new()):resize(gradOutput:size()):copy(gradOutput)
      gradOutput = self._gradOutput
   end
   self.gradInput:view(gradOutput, input:size())
   return self.gradInput
end

function Reshape:clearState()
   nn.utils.clear(self, '_input', '_gradOutput')
   return Module.clearState(self)
end

function Reshape:__tostring__()
   return ('%s(%s)'):format(torch.type(self), table.concat(self.size:totable(), 'x'))
end

return Reshape
