--- padAround.lua - the methods of layers that repeat or mirror the borders of images or
-- volumes.

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

--- forms: images or volumes. names: fields of the padding, in the order of cr.pad.
-- reflect: mirror the borders.
return function(Class, forms, names, reflect)
   local Module, isImage = require 'nn.Module', #names == 4

   --- Padding on each side, negative to cut; what is left out is as the first one.
   function Class:__init(...)
      Module.__init(self)
      for i, name in ipairs(names) do
         local value = select(i, ...)
         if value == nil then value = (...) end
         self[name] = value
         if type(value) ~= 'number' or value % 1 ~= 0 then
            expect.fail(self, '%s is %s, expected a whole number', name,
               expect.describe(value))
         end
      end
   end

   local function pads(self)
      return self.pad_l, self.pad_r, self.pad_t, self.pad_b, self.pad_f or 0,
         self.pad_k or 0, reflect and 1 or 0
   end

   -- Images as volumes of one slice, and back.
   local function deepen(tensor) return isImage and tensor:unsqueeze(3) or tensor end

   local function finish(result, isSingle)
      if isImage then cr.squeeze_dimension(result, result, 2) end
      return forms.unbatch(result, isSingle)
   end

   --- input: single or a batch; output: larger by the padding.
   function Class:updateOutput(input)
      local batch, isSingle = forms.batch(self, 'input', input, self.output)
      cr.pad(self.output, deepen(batch), pads(self))
      return finish(self.output, isSingle)
   end

   function Class:updateGradInput(input, gradOutput)
      local batch, isSingle = forms.batch(self, 'input', input, self.gradInput)
      gradOutput = deepen(forms.gradient(self, gradOutput, self.output))
      local sizes = deepen(batch).sizes
      cr.pad_backward(self.gradInput, gradOutput, sizes[2], sizes[3], sizes[4],
         pads(self))
      return finish(self.gradInput, isSingle)
   end

   function Class:__tostring__()
      local text = ('%s(l=%d, r=%d, t=%d, b=%d'):format(torch.type(self), self.pad_l,
         self.pad_r, self.pad_t, self.pad_b)
      if isImage then return text .. ')' end
      return ('%s, f=%d, b=%d)'):format(text, self.pad_f, self.pad_k)
   end
end
