--- sizes.lua - reads sizes given as numbers or as a LongStorage into the scratch array.

local tensor = require 'cbind.tensor'
local own = require 'cbind.own'
local scratch, isStorage = tensor.scratch, tensor.isStorage

local MOST = 16

local function bad(name, i, value)
   own.raise(('%s: size %d is %s, expected a whole number')
      :format(name, i, tostring(value)))
end

local function put(name, i, value)
   if type(value) ~= 'number' or not (value % 1 == 0 and value > -0x1p53
      and value < 0x1p53) then
      bad(name, i, value)
   end
   scratch[i - 1] = value
end

-- As in Torch7 the sizes end at a 0.
local function ended(count)
   for d = 0, count - 1 do
      if scratch[d] == 0 then return d end
   end
   return count
end

local function fromStorage(name, storage)
   local count = #storage
   if count > MOST then
      own.raise(('%s: %d dimensions, expected at most %d'):format(name, count, MOST))
   end
   for i = 1, count do put(name, i, tensor.read(storage.owner, i - 1)) end
   return ended(count)
end

local function fromNumbers(name, ...)
   local count = select('#', ...)
   while count > 0 and (select(count, ...)) == nil do count = count - 1 end
   if count > MOST then
      own.raise(('%s: more than %d dimensions'):format(name, MOST))
   end
   for i = 1, count do put(name, i, (select(i, ...))) end
   return ended(count)
end

--- Put the sizes into tensor.scratch; returns how many there are. The usual few are
-- handled
-- without a loop, so that they compile.
return function(name, a, b, c, d, e, ...)
   if isStorage(a) then
      if b ~= nil then own.raise(name .. ': nothing may follow a LongStorage of sizes') end
      return fromStorage(name, a)
   end
   if e ~= nil then return fromNumbers(name, a, b, c, d, e, ...) end
   put(name, 1, a)
   if b == nil then return a == 0 and 0 or 1 end
   put(name, 2, b)
   if c == nil then return a == 0 and 0 or b == 0 and 1 or 2 end
   put(name, 3, c)
   if d == nil then return ended(3) end
   put(name, 4, d)
   return ended(4)
end
