--- layouts.lua - tensors whose elements lie in memory in different ways.

local torch = require 'torch'

--- A tensor of a type ('Float') and n elements or more, in one of four layouts:
-- contiguous, every third element, transposed, with gaps between rows.
return function(kind, n, layout)
   local make = torch[kind .. 'Tensor']
   if layout == 1 then return make(n) end
   if layout == 2 then return make(n, 3):select(2, 2) end
   if layout == 3 then return make(5, math.ceil(n / 5)):t() end
   return make(3, math.ceil(n / 3) + 2):narrow(2, 2, math.ceil(n / 3))
end
