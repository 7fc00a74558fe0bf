--- MaskedSelect.lua - the elements of a tensor at which a mask is 1, as a vector.
--
--    local x, mask = torch.Tensor { 5, 6, 7 }, torch.ByteTensor { 1, 0, 1 }
--    print(nn.MaskedSelect():forward { x, mask }[2]) --> 7

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local MaskedSelect, Parent = torch.class('nn.MaskedSelect', 'nn.Module')

function MaskedSelect:__init()
   Parent.__init(self)
   self._gradBuffer = torch.Tensor()
   self._gradMask = torch.ByteTensor()
end

--- input: {tensor, ByteTensor alike}; output: as many elements as the mask has ones.
function MaskedSelect:updateOutput(input)
   expect.table(self, 'input', input)
   expect.tensor(self, 'element 1 of input', input[1], self.output)
   expect.anyTensor(self, 'element 2 of input', input[2])
   self.output:maskedSelect(input[1], input[2])
   return self.output
end

--- gradOutput goes back to where its elements came from; the mask has no gradient.
function MaskedSelect:updateGradInput(input, gradOutput)
   local tensor, mask = input[1], input[2]
   self._gradBuffer:resizeAs(tensor):zero()
   self._gradBuffer:maskedCopy(mask, gradOutput)
   self._gradMask:resize(mask:size()):zero()
   self.gradInput = { self._gradBuffer, self._gradMask }
   return self.gradInput
end

--- The mask stays what it is.
function MaskedSelect:type(name, tensorCache)
   if not name then return self._type end
   self.gradInput = self._gradBuffer
   self._gradBuffer = self._gradBuffer.new()
   Parent.type(self, name, tensorCache)
   self._gradMask = torch.ByteTensor()
   return self
end

function MaskedSelect:clearState()
   nn.utils.clear(self, '_gradBuffer', '_gradMask')
   return Parent.clearState(self)
end

return MaskedSelect
