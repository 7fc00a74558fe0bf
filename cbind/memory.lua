--- memory.lua - tells the collector about memory it cannot see.
-- A tensor is a small object for Lua, whatever it holds. So after every `limit` bytes of
-- new storages the garbage is collected. The limit follows the cost: where a collection is
-- slow, as with many live tables, it grows, so that collecting stays a small part of the
-- run; where it is cheap it shrinks back.

local C = require 'cbind.library'

local LEAST, MOST = 48 * 2 ^ 20, 640 * 2 ^ 20
local SHARE = 0.15 -- of the running time that collecting may take

local counters = C.cr_memory()
local at, limit, done = counters.allocated, LEAST, os.clock()
local memory = { counters = counters }

--- Collect all garbage now; called when memory has run out, and by poll.
function memory.collect()
   local began = os.clock()
   collectgarbage()
   local ended = os.clock()
   local cost, run = ended - began, began - done
   if cost > SHARE * run then
      limit = math.min(limit * 2, MOST)
   elseif cost < SHARE / 4 * run then
      limit = math.max(limit / 2, LEAST)
   end
   at, done = counters.allocated, ended
end

--- To be called before memory is asked for: costs a load where nothing is to be done.
function memory.poll()
   if counters.allocated - at > limit then memory.collect() end
end

return memory
