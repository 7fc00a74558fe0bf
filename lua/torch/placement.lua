--- placement.lua - tensors placed on a storage: offset, sizes and strides as Torch7 takes
-- them.

local C = require 'cbind.library'
local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local own = require 'cbind.own'
local explain = require 'torch.explain'

local isStorage, scratch = tensor.isStorage, tensor.scratch
local MOST = tonumber(C.CR_MAX_DIMS)
local placement = {}

local function whole(name, what, value)
   if type(value) ~= 'number' or not (value % 1 == 0 and value > -2 ^ 53
      and value < 2 ^ 53) then
      own.raise(('%s: %s is %s, expected a whole number')
         :format(name, what, explain.describe(value)))
   end
   return value
end

-- Sizes and strides into scratch[0...] and scratch[MOST...]; a stride that is missing or
-- negative is worked out by C.
local function put(name, sizes, strides)
   if #sizes > MOST then
      own.raise(('%s: %d dimensions, expected at most %d'):format(name, #sizes, MOST))
   end
   for d = 1, #sizes do
      scratch[d - 1] = whole(name, 'size ' .. d, sizes[d])
      scratch[MOST + d - 1] = strides[d] and whole(name, 'stride ' .. d, strides[d]) or -1
      if scratch[d - 1] == 0 then return d - 1 end -- as in Torch7: dimensions end here
   end
   return #sizes
end

local function set(name, self, storage, offset, sizes, strides)
   local count = put(name, sizes, strides)
   offset = whole(name, 'storageOffset', offset or 1)
   cr.tensor_set(self, storage.owner, offset - 1, count, scratch, scratch + MOST)
end

-- The sizes and strides among (size1, stride1, size2, stride2, ...) or two LongStorages.
local function pairsOf(name, ...)
   local first, second = ...
   if isStorage(first) then
      if second ~= nil and not isStorage(second) then
         own.raise(name .. ': strides are ' .. explain.describe(second)
            .. ', expected a LongStorage')
      end
      if second and #second ~= #first then
         own.raise(('%s: %d sizes but %d strides'):format(name, #first, #second))
      end
      return first, second or {}
   end
   local sizes, strides = {}, {}
   for i = 1, select('#', ...), 2 do
      local size, stride = select(i, ...)
      sizes[#sizes + 1], strides[#sizes + 1] = size, stride
   end
   return sizes, strides
end

--- Place `self` on `storage`: (), (offset), (offset, sizes, strides) or (offset, size1,
-- stride1, ...).
function placement.place(name, self, storage, offset, ...)
   if offset ~= nil and type(offset) ~= 'number' then
      own.raise(('%s: storageOffset is %s, expected a number')
         :format(name, explain.describe(offset)))
   end
   if offset == nil then
      return set(name, self, storage, 1, #storage > 0 and { #storage } or {}, {})
   elseif select('#', ...) == 0 or (...) == nil then
      return set(name, self, storage, offset, {}, {}) -- no sizes: empty, as in Torch7
   end
   set(name, self, storage, offset, pairsOf(name, ...))
end

--- Give `self` new memory of the sizes, and perhaps strides, in LongStorages.
function placement.sized(name, self, sizes, strides, ...)
   if strides ~= nil and not isStorage(strides) or select('#', ...) > 0 then
      own.raise(('%s: argument 2 is %s, expected strides (a LongStorage) or nothing')
         :format(name,
         explain.describe(strides)))
   end
   if strides and #strides ~= #sizes then
      own.raise(('%s: %d sizes but %d strides'):format(name, #sizes, #strides))
   end
   local count = put(name, sizes, strides or {})
   cr.tensor_resize(self, count, scratch, scratch + MOST)
   return self
end

return placement
