--- compare.lua - gives a class updateOutput and updateGradInput of a loss of loss.def.

local cr = require 'cbind'
local C = require 'cbind.library'
local text = require 'cbind.tensor'.string
local expect = require 'nn.expect'

local numbers, op = {}, 0
while C.cr_loss_name(op) ~= nil do
   numbers[text(C.cr_loss_name(op))] = op
   op = op + 1
end

local function check(self, input, target)
   expect.tensor(self, 'input', input, self.gradInput)
   expect.tensor(self, 'target', target, input)
   if input:nElement() ~= target:nElement() then
      expect.fail(self, 'input is %s but target is %s', expect.describe(input),
         expect.describe(target))
   end
end

local function weightsFor(self, input, target)
   return self.weights and self:weightsFor(input, target) or nil
end

--- name: of the loss. p: name of the field that holds its number, if it has one.
return function(Class, name, p)
   local number = assert(numbers[name], name)

   --- input, target: alike, any shape.
   function Class:updateOutput(input, target)
      check(self, input, target)
      local value = self.output_tensor
      if not value or value.dtype ~= input.dtype then
         value = input.new(1)
         self.output_tensor = value
      end
      cr.loss(value, input, target, weightsFor(self, input, target), self.sizeAverage and 1 or 0,
         number, p and self[p] or 0)
      self.output = value[1]
      return self.output
   end

   function Class:updateGradInput(input, target)
      check(self, input, target)
      cr.loss_backward(self.gradInput, input, target, weightsFor(self, input, target),
         self.sizeAverage and 1 or 0, number, p and self[p] or 0, 1)
      return self.gradInput
   end
end
