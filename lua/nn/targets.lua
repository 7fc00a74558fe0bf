--- targets.lua - inputs of transposed convolutions: a tensor, or a table of a tensor and
-- another, whose size the output is to have.

local expect = require 'nn.expect'

local targets = {}

--- The tensor itself.
function targets.first(layer, input)
   if type(input) ~= 'table' then return input end
   if #input ~= 2 then
      expect.fail(layer,
         'input is a table of %d elements, expected a tensor and one of the '
            .. 'size of the output', #input)
   end
   expect.anyTensor(layer, 'element 2 of input', input[2])
   return input[1]
end

--- The sizes of the output along the sides named, 'H', 'W', which are the last ones of
-- the batch.
function targets.sizes(layer, input, batch, sides)
   local target, sizes = type(input) == 'table' and input[2], {}
   for i, side in ipairs(sides) do
      local kernel, step = layer['k' .. side], layer['d' .. side]
      local pad, more = layer['pad' .. side], layer['adj' .. side]
      if target then
         local d = target:dim() - #sides + i
         local size = d >= 1 and target:size(d) or 0
         more = (size + 2 * pad - kernel) % step
      end
      local d = batch:dim() - #sides + i
      sizes[i] = (batch:size(d) - 1) * step - 2 * pad + kernel + more
      if target and sizes[i] ~= target:size(target:dim() - #sides + i) then
         expect.fail(layer, 'element 2 of input is %s, of which side %s is not among the '
            .. '%d to %d that the output can have', expect.describe(target), side,
            sizes[i] - more, sizes[i] - more + step - 1)
      end
   end
   return sizes
end

--- The gradient by the tensor itself, without that of a table.
function targets.own(layer)
   local gradInput = layer.gradInput
   return type(gradInput) == 'table' and gradInput[1] or gradInput
end

--- gradInput in the form of the input: the gradient by a size is 0.
function targets.gradInput(layer, gradInput, input)
   if type(input) ~= 'table' then return gradInput end
   layer.zeroScalar = layer.zeroScalar or input[2].new(1):zero()
   local ones = {}
   for d = 1, input[2]:dim() do ones[d] = 1 end
   return { gradInput, layer.zeroScalar:view(unpack(ones)):expandAs(input[2]) }
end

return targets
