--- range.lua - whether an element type holds a number, for element writes.

local tensor = require 'cbind.tensor'
local own = require 'cbind.own'

local limits = { -- by dtype: u8 i8 i16 i32 i64
   [0] = { 0, 255 }, { -128, 127 }, { -32768, 32767 }, { -2 ^ 31, 2 ^ 31 - 1 }, { -2 ^ 63, 2 ^ 63 },
}

local function refuse(op, what, dtype, value)
   own.raise(('%s: %s is %s, expected a whole number that %s holds'):format(op, what, tostring(value),
      tensor.names[dtype]))
end

--- `value` itself, if the type holds it; floats are rounded by the type, integers must be whole.
return function(op, what, dtype, value)
   local limit = limits[dtype]
   if limit and not (value >= limit[1] and value <= limit[2] and value < 2 ^ 63 and value % 1 == 0) then
      refuse(op, what, dtype, value)
   end
   return value
end
