--- Convert.lua - a tensor of one layout as another: nn.Convert('bchw', 'bf') flattens
-- images. Letters name dimensions: b batch, c channels, h height, w width, f features.
--
--    local flatten = nn.Convert('bchw', 'bf')
--    print(flatten:forward(torch.rand(2, 3, 4, 4)):size(2)) --> 48

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local Convert, Parent = torch.class('nn.Convert', 'nn.Container')

--- inputShape, outputShape: one letter for each dimension; b comes first where it lacks.
-- outputShape is inputShape without.
function Convert:__init(inputShape, outputShape)
   for _, shape in ipairs { inputShape or 'b*', outputShape or 'b*' } do
      if type(shape) ~= 'string' or not shape:match '^[%a*]+$' then
         expect.fail(self, 'shape is %s, expected letters such as bchw',
            expect.describe(shape))
      end
   end
   if outputShape and not inputShape then
      expect.fail(self, 'outputShape is %s but there is no inputShape', outputShape)
   end
   inputShape = inputShape or 'b*'
   outputShape = outputShape or inputShape
   self.inputShape = inputShape:find 'b' and inputShape or 'b' .. inputShape
   self.outputShape = outputShape:find 'b' and outputShape or 'b' .. outputShape
   self.inputBatchDim = self.inputShape:find 'b'
   self.outputBatchDim = self.outputShape:find 'b'
   if (self.inputShape == 'b*') ~= (self.outputShape == 'b*') then
      expect.fail(self, 'shapes are %s and %s, expected both to be b* or none',
         self.inputShape, self.outputShape)
   end
   local any = self.inputShape == 'b*'
   self.nInputDim = any and -1 or #self.inputShape
   self.nOutputDim = any and -1 or #self.outputShape
   self.transposition = any or self.nInputDim == self.nOutputDim
   for letter in (any and '' or self.inputShape):gmatch '.' do
      self.transposition = self.transposition and self.outputShape:find(letter) ~= nil
   end
   Parent.__init(self)
end

--- Where a letter stands in a shape, that of the input without.
function Convert:findAxis(letter, shape, silent)
   shape = shape or self.inputShape
   local at = shape:find(letter, 1, true)
   if not at and not silent then
      expect.fail(self, "shape %s has no dimension '%s'", shape, letter)
   end
   return at
end

--- Make the module that converts, for inputs like this one.
function Convert:buildConverter(input)
   if self.transposition then
      self.converter = self:transpose(self.outputShape)
   else
      local build = ({ b = self.b, bf = self.bf, bt = self.bt })[self.outputShape]
      if not build then
         expect.fail(self, 'cannot convert %s to %s', self.inputShape, self.outputShape)
      end
      self.converter = build(self, input)
   end
   self.converter:type(self.output:type())
   self.modules[1] = self.converter
end

--- input: a tensor of inputShape, or of it without b.
function Convert:updateOutput(input)
   expect.anyTensor(self, 'input', input)
   if input:type() ~= self.output:type() then
      self._input = self._input or self.output.new()
      input = self._input:resize(input:size()):copy(input)
   end
   self.batchMode = input:dim() >= self.nInputDim
   if not self.batchMode then
      input = nn.utils.addSingletonDimension(input, self.inputBatchDim)
   end
   if self.nInputDim > 0 and input:dim() ~= self.nInputDim then
      expect.fail(self, 'input is %s, expected %s', expect.describe(input),
         self.inputShape)
   end
   self.__input = input
   if not self.converter then self:buildConverter(input) end
   self.output = self.converter:updateOutput(input)
   if not self.batchMode then self.output = self.output:select(self.outputBatchDim, 1) end
   return self.output
end

function Convert:updateGradInput(input, gradOutput)
   if not self.batchMode then
      gradOutput = nn.utils.addSingletonDimension(gradOutput, self.outputBatchDim)
   end
   local gradInput = self.converter:updateGradInput(self.__input, gradOutput)
   if not self.batchMode then gradInput = gradInput:select(self.inputBatchDim, 1) end
   if gradInput:type() ~= input:type() then gradInput = gradInput:type(input:type()) end
   self.gradInput = gradInput
   return gradInput
end

function Convert:accGradParameters(_, gradOutput, scale)
   self.converter:accGradParameters(self.__input, gradOutput, scale)
end

function Convert:accUpdateGradParameters(_, gradOutput, lr)
   self.converter:accUpdateGradParameters(self.__input, gradOutput, lr)
end

-- Move the dimension at `from` to the front.
local function toFront(from)
   local swaps = {}
   for d = from, 2, -1 do swaps[#swaps + 1] = { d - 1, d } end
   return swaps
end

--- To N x features: all dimensions but b become one.
function Convert:bf(input)
   if self.inputShape == 'bt' then
      expect.fail(self, 'cannot convert bt to bf')
   end
   local at, modules = self:findAxis 'b', nn.Sequential()
   if at ~= 1 then modules:add(nn.Transpose(unpack(toFront(at)))) end
   return modules:add(nn.Reshape(input:nElement() / input:size(at), true))
end

--- To a number for each sample: the only feature, or the first of several targets.
function Convert:b(input)
   if self.inputShape:match '^[bt][bt]$' then return nn.Select(self:findAxis 't', 1) end
   if not self.inputShape:match '^[bf][bf]$' then
      expect.fail(self, 'cannot convert %s to b', self.inputShape)
   end
   local at = self:findAxis 'f'
   if input:size(at) > 1 then
      expect.fail(self, 'input is %s: several features cannot become one number',
         expect.describe(input))
   end
   return nn.Select(at, 1)
end

--- To a list with one target for each sample.
function Convert:bt()
   if self.inputShape ~= 'b' then
      expect.fail(self, 'cannot convert %s to bt', self.inputShape)
   end
   return nn.Reshape(1, true)
end

--- What leaves the input as it is.
function Convert:default() return nn.Identity() end

--- A module that brings dimensions into the order of `shape`.
function Convert:transpose(shape)
   if shape == self.inputShape then return self:default() end
   local order, swaps = {}, {}
   for letter in self.inputShape:gmatch '.' do order[#order + 1] = letter end
   for d = 1, #shape do
      local wanted, at = shape:sub(d, d), d
      while order[at] ~= wanted do at = at + 1 end
      if at ~= d then
         swaps[#swaps + 1] = { d, at }
         order[d], order[at] = order[at], order[d]
      end
   end
   return nn.Transpose(unpack(swaps))
end

function Convert:type(name, tensorCache)
   if not name then return self._type end
   self._input, self.__input = nil, nil
   return Parent.type(self, name, tensorCache)
end

function Convert:clearState()
   self._input, self.__input = nil, nil
   return Parent.clearState(self)
end

return Convert
