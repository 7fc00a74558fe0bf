--- activate.lua - gives a class updateOutput and updateGradInput of an op of
-- activation.def.

local cr = require 'cbind'
local C = require 'cbind.library'
local text = require 'cbind.tensor'.string
local tensor = require 'nn.expect'.tensor

local numbers, op = {}, 0
while C.cr_activation_name(op) ~= nil do
   numbers[text(C.cr_activation_name(op))] = op
   op = op + 1
end

--- name: of the op. p, q: names of the fields that hold its numbers, if it has any. A
-- layer whose field `inplace` is true writes over its input, and over gradOutput.
return function(Class, name, p, q)
   local number = assert(numbers[name], name)

   --- input: any shape; output alike.
   function Class:updateOutput(input)
      local output = self.output
      tensor(self, 'input', input, output)
      if self.inplace then cr.tensor_share(output, input) end
      cr.activate(output, input, number, p and self[p] or 0, q and self[q] or 0)
      return output
   end

   --- Needs the output of the last updateOutput.
   function Class:updateGradInput(input, gradOutput)
      local gradInput = self.gradInput
      tensor(self, 'input', input, gradInput)
      tensor(self, 'gradOutput', gradOutput, gradInput)
      if self.inplace then cr.tensor_share(gradInput, gradOutput) end
      cr.activate_backward(gradInput, input, self.output, gradOutput, number,
         p and self[p] or 0, q and self[q] or 0)
      return gradInput
   end
end
