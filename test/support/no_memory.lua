--- no_memory.lua - calls f with less and less failing: the first allocation, the second,
-- and so on, each with all that follow, until f succeeds.

local C = require 'cbind.library'
local memory = require 'cbind.memory'

local MOST = 200

local noMemory = {}

--- Calls f(...) so that the k-th allocation fails, for k = 1, 2, ...; after each failure
-- calls failed(message, k). prepare() gives the arguments anew. Returns how often it
-- failed.
function noMemory.each(prepare, f, failed)
   for k = 1, MOST do
      local list, count = prepare()
      C.cr_memory_fail_at(k, 1)
      local fine, message = pcall(f, unpack(list, 1, count))
      C.cr_memory_fail_at(0, 0)
      if fine then return k - 1 end
      failed(tostring(message), k, list)
   end
   error(('still no memory after %d allocations'):format(MOST))
end

-- How many storages hold memory, without those that only garbage holds.
local function held()
   memory.collect()
   memory.collect()
   return tonumber(memory.counters.count)
end

--- Whether each call of f leaves storages behind. What the stack or a trace still names
-- is no leak: it does not grow from call to call.
function noMemory.leaks(f)
   local before = held()
   for _ = 1, 3 do
      f()
      local after = held()
      if after <= before then return false end
      before = after
   end
   return true
end

return noMemory
