--- memory.lua - frees the tensors that Lua has let go, and makes Lua let go in time.
-- A tensor is a small object for the collector, whatever it holds. So after every `limit`
-- bytes of new tensors the garbage is collected. Collecting early lets the next result lie
-- in memory that the processor's caches still hold: with 48 MB between collections a sum
-- of 100,000 floats takes twice as long as with 12 MB. Large results do not profit, they
-- go past the caches, and count a quarter. Collecting late costs less where there is much to
-- mark, as with many live tables. So the limit follows what is alive in Lua; not the time of
-- a collection, which depends on who else uses the machine.
--
-- Tensors have no finalizers: one would cost more than most calls, and LuaJIT gives up a
-- trace that it is recording whenever a finalizer runs. They lie in a C pool, Lua's
-- references to them in a weak table by their numbers, and `sweep` drops the numbers
-- whose reference has died.

local C = require 'cbind.library'
local own = require 'cbind.own'

local LEAST, MOST = 12 * 2 ^ 20, 320 * 2 ^ 20
local TOTAL = 640 * 2 ^ 20 -- bytes of all sizes after which garbage is collected anyway
local SHARE = 24    -- bytes of new tensors for each byte that is alive in Lua
local TENSOR = 512  -- bytes that a tensor takes besides its elements, about

local registry = debug.getregistry()
registry.cresset = registry.cresset or {}

local pool = registry.cresset.pool or C.cr_pool_create()
local alive = registry.cresset.alive or setmetatable({}, { __mode = 'v' })
registry.cresset.pool, registry.cresset.alive = pool, alive

local counters = C.cr_memory()
local at, before, limit = 0, 0, LEAST
local cycled = false
local memory = { counters = counters, pool = pool, alive = alive }

-- Drop what has died; false marks a number that is free.
local function sweep()
   cycled = false
   for number = 1, pool.count do
      if alive[number] == nil then
         C.cr_pool_drop(pool, number)
         alive[number] = false
      end
   end
end

local function used() return counters.pressure + TENSOR * pool.taken end

local function isDue()
   return used() - at > limit or counters.allocated - before > TOTAL
end

--- Collect all garbage and free its memory now; called when memory has run out, and by
-- poll.
function memory.collect()
   collectgarbage()
   sweep()
   limit = math.min(math.max(SHARE * 1024 * collectgarbage 'count', LEAST), MOST)
   at, before = used(), counters.allocated
   if memory.tracing then memory.tracing:wait() end
end

-- While it is traced where tensors are made, `at` is so low that every poll comes here.
-- The place is noted, and given to the tensor that was taken when the next poll comes.
local Tracing = {}
Tracing.__index = Tracing

function Tracing:wait() self.since, at = at, -math.huge end

function Tracing:settle()
   if self.place and pool.taken > self.taken then
      self.places[pool.last], self.order[pool.last] = self.place, self.taken
   end
   self.place = nil
end

function Tracing:poll()
   self:settle()
   at = self.since
   if isDue() then memory.collect() elseif cycled then sweep() end
   if at ~= -math.huge then self:wait() end
   self.place, self.taken = own.where(), pool.taken
end

--- Begin to note where tensors and storages are made, or end it.
function memory.trace(on)
   if memory.tracing then at = memory.tracing.since end
   memory.tracing = nil
   if not on then return end
   memory.tracing = setmetatable({ places = {}, order = {}, storages = setmetatable({},
      { __mode = 'k' }) }, Tracing)
   memory.tracing:wait()
end

--- To be called with each new storage object while it is traced.
function memory.noteStorage(storage)
   memory.tracing.storages[storage] = memory.tracing.place or false
end

--- The tensors that Lua holds, as a list of { tensor, where, order }: where it was made
-- and how many were made before it, if that was traced.
function memory.list()
   local list, tracing = {}, memory.tracing or { places = {}, order = {} }
   if memory.tracing then tracing:settle() end
   for number = 1, pool.count do
      local tensor = alive[number]
      if tensor then
         table.insert(list, { tensor = tensor, where = tracing.places[number],
            order = tracing.order[number] })
      end
   end
   return list
end

--- To be called before memory is asked for: costs a few loads where nothing is to be done.
function memory.poll()
   if isDue() then
      if memory.tracing then memory.tracing:poll() else memory.collect() end
   elseif cycled then
      sweep()
   end
end

-- This object dies in every collection, Lua's own and those that scripts ask for, and so
-- tells that references may have died. When the state is closed all tensors are released.
local function watch()
   local sentinel = newproxy(true)
   getmetatable(sentinel).__gc = function()
      cycled = true
      watch()
   end
end
if not registry.cresset.closer then
   watch()
   local destroy = C.cr_pool_destroy -- found now: the library's table may be closed first
   registry.cresset.closer = newproxy(true) -- lives as long as the state
   getmetatable(registry.cresset.closer).__gc = function() destroy(pool) end
end

return memory
