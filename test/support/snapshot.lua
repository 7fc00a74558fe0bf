--- snapshot.lua - all that a value tells of itself, as a string to compare: of a tensor its
-- type, sizes, strides, place and bits.

local torch = require 'torch'
local calls = require 'test.support.calls'

local function snapshot(value)
   if torch.isTensor(value) then
      return ('%s @%d %s'):format(calls.bits(value), value:storageOffset(),
         table.concat(value:stride():totable(), ','))
   elseif torch.isStorage(value) then
      return torch.typename(value) .. table.concat(value:totable(), ',')
   elseif type(value) == 'table' then
      local parts = {}
      for key, part in pairs(value) do
         parts[#parts + 1] = tostring(key) .. '=' .. snapshot(part)
      end
      table.sort(parts)
      return '{' .. table.concat(parts, ';') .. '}'
   end
   return tostring(value)
end

return snapshot
