--- fill.lua - tensors of numbers that look random and never change.

local torch = require 'torch'

--- A tensor of the type ('Float') and sizes, of numbers in [low, high); strided if `odd`:
-- twice as wide, every second element used.
return function(kind, sizes, low, high, odd)
   local big, count = {}, 1
   for d = 1, #sizes do
      big[d] = sizes[d]
      count = count * sizes[d]
   end
   if odd then big[#big + 1] = 2 end
   local x = torch[kind .. 'Tensor'](unpack(big))
   if odd then x = x:select(#big, 1) end
   local seed, values = 11, torch.DoubleTensor(count)
   for i = 1, count do
      seed = seed * 16807 % 2147483647
      values[i] = low + (high - low) * seed / 2147483647
   end
   return x:copy(values)
end
