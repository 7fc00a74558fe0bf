--- memory.lua - cresset.memory(): what tensors hold, by type, and the largest of them.

local C = require 'cbind.library'
local own = require 'cbind.own'
local held = require 'cbind.memory'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe

local MOST = 10 -- storages listed as the largest

local Report = {}
Report.__index = Report

local function size(bytes) return ('%.1f MB'):format(bytes / 2 ^ 20) end

function Report:__tostring()
   local lines = { ('live %s in %d blocks, cached %s, peak %s'):format(size(self.live),
      self.blocks, size(self.cached), size(self.peak)) }
   local names = {}
   for name in pairs(self.types) do table.insert(names, name) end
   table.sort(names, function(a, b) return self.types[a] > self.types[b] end)
   for _, name in ipairs(names) do
      table.insert(lines, ('%12s  %s'):format(size(self.types[name]), name))
   end
   table.insert(lines, ('%12s  other'):format(size(self.other)))
   if self.mapped > 0 then
      table.insert(lines, ('%12s  in mapped files'):format(size(self.mapped)))
   end
   for i, entry in ipairs(self.largest) do
      table.insert(lines, ('%s%12s  %s %s%s'):format(i == 1 and 'largest:\n' or '',
         size(entry.bytes), entry.type, entry.shape,
         entry.where and ', made at ' .. entry.where or ''))
   end
   return table.concat(lines, '\n')
end

local function shapeOf(t)
   local sizes = {}
   for d = 1, t.ndim do sizes[d] = ('%d'):format(tonumber(t.sizes[d - 1])) end
   return #sizes > 0 and table.concat(sizes, 'x') or 'empty'
end

-- The entry of a storage, or of that which it is a part of, among those found.
local function entryOf(found, owner)
   owner = C.cr_storage_source(owner)
   local key = tensor.address(owner)
   local entry = found[key]
   if not entry then
      local name = tensor.names[tonumber(owner.dtype)]
      entry = { bytes = tonumber(owner.capacity), type = name, tensors = 0, count = -1,
         shape = ('storage of %d'):format(tonumber(owner.count)),
         mapped = C.cr_storage_is_mapped(owner) == 1 }
      found[key] = entry
      table.insert(found, entry)
   end
   return entry
end

-- Add a tensor to its storage: the largest view tells the shape, the first the place.
local function addTensor(found, made)
   local t = made.tensor
   if t.owner == nil then return end
   local entry, count = entryOf(found, t.owner), tonumber(C.cr_tensor_count(t))
   entry.tensors = entry.tensors + 1
   if count > entry.count then entry.count, entry.shape = count, shapeOf(t) end
   local earlier = not entry.order or made.order and made.order < entry.order
   if made.where and earlier then entry.where, entry.order = made.where, made.order end
end

local function storages()
   local found = {}
   for _, made in ipairs(held.list()) do addTensor(found, made) end
   for storage, where in pairs(held.tracing and held.tracing.storages or {}) do
      if storage.owner ~= nil then
         local entry = entryOf(found, storage.owner)
         entry.where = entry.where or where or nil
      end
   end
   return found
end

local function report()
   held.collect()
   local counters = held.counters
   local self = setmetatable({ types = {}, largest = {}, mapped = 0,
      live = tonumber(counters.live), cached = tonumber(counters.cached),
      peak = tonumber(counters.peak), blocks = tonumber(counters.count) }, Report)
   self.other = self.live
   for _, entry in ipairs(storages()) do
      if entry.mapped then
         self.mapped = self.mapped + entry.bytes
      else
         self.types[entry.type] = (self.types[entry.type] or 0) + entry.bytes
         self.other = self.other - entry.bytes
      end
      if entry.bytes > 0 then table.insert(self.largest, entry) end
   end
   table.sort(self.largest, function(a, b) return a.bytes > b.bytes end)
   for i = #self.largest, MOST + 1, -1 do self.largest[i] = nil end
   return self
end

local actions = {
   trace = held.trace,
   resetPeak = function(on) if on then C.cr_memory_reset_peak() end end,
}

--- What is held now, in bytes, after a collection of garbage: live, cached (freed, kept for
-- the next request), peak (the most since the start), types (bytes by type of tensor),
-- other (the rest of live: rounding up, scratch, other threads), mapped (files as memory),
-- and largest, a list of { bytes, type, shape, tensors, where }. tostring() makes a text.
-- Options: trace = true notes from now on where each tensor is made, as file:line, which
-- slows its making; false ends that and costs nothing. resetPeak = true lets the peak
-- begin anew.
return function(options)
   if options ~= nil and type(options) ~= 'table' then
      own.raise('memory: options is ' .. describe(options) .. ', expected a table')
   end
   for name, value in pairs(options or {}) do
      if not actions[name] or type(value) ~= 'boolean' then
         own.raise(('memory: there is no option %s = %s'):format(tostring(name),
            describe(value)))
      end
   end
   for name, value in pairs(options or {}) do actions[name](value) end
   return report()
end
