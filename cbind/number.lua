--- number.lua - reads numbers from C memory, where a NaN may have any bits.
-- LuaJIT takes the bits of a number that it loads as they are, and those of some NaNs are
-- to it
-- the mark of a string, a table or a function at an address: reading one would be a
-- crash.

local ffi = require 'ffi'

local words = ffi.typeof 'const uint32_t *'
local doubles, floats = ffi.typeof 'const double *', ffi.typeof 'const float *'
local NAN = 0 / 0

local number = {}

--- The double at place `at`, from 0, of some memory; little endian.
function number.double(memory, at)
   -- Negative NaNs; the smallest of them, which is also that of the processor, is safe.
   if ffi.cast(words, memory)[2 * at + 1] >= 0xfff80000 then return NAN end
   return ffi.cast(doubles, memory)[at]
end

--- The float at place `at`.
function number.float(memory, at)
   if ffi.cast(words, memory)[at] > 0xff800000 then return NAN end
   return tonumber(ffi.cast(floats, memory)[at])
end

return number
