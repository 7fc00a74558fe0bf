--- cbind - the C library seen from Lua.
-- cr.softmax(output, input) calls cr_softmax and raises its message if it fails. When
-- memory
-- has run out, the garbage is collected and the call made once more.

local ffi = require 'ffi'
local C = require 'cbind.library'
local check = require 'cbind.check'.check
local memory = require 'cbind.memory'
local numberAt = require 'cbind.number'.double

local NO_MEMORY = tonumber(C.CR_NO_MEMORY)

local function bind(cr, name)
   local call = C['cr_' .. name]
   local function checked(...)
      local status = call(...)
      if status == NO_MEMORY then
         memory.collect()
         status = call(...)
      end
      check(status)
   end
   cr[name] = checked
   return checked
end

local cr = setmetatable({}, { __index = bind })
local double = ffi.typeof 'double[1]'

--- The number that cr_NAME(double *value, ...) gives: cr.number('sum_all', tensor).
rawset(cr, 'number', function(name, ...)
   local value = double()
   cr[name](value, ...)
   return numberAt(value, 0)
end)

return cr
