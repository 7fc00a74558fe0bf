--- Storage.lua - storages, rows of numbers that tensors view: torch.Storage(3) of a size,
-- torch.FloatStorage { 1, 2 } of numbers, torch.IntStorage(s) that shares with s.
--
--    local s = torch.IntStorage { 4, 5, 6 }
--    s[1] = 7
--    print(s[1], #s, torch.IntTensor(s):sum()) --> 7 3 18

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local own = require 'cbind.own'
local explain = require 'torch.explain'
local C = require 'cbind.library'

local hooks, isStorage = tensor.hooks, tensor.isStorage
local Storage = {}

local function position(self, i)
   local count = #self
   if type(i) ~= 'number' or not (i >= 1 and i <= count and i % 1 == 0) then
      own.raise(('[]: index is %s, expected 1 to %d for a %s')
         :format(explain.describe(i), count,
         explain.describe(self)))
   end
   return i - 1
end

function hooks.getStorage(self, i) return tensor.read(self.owner, position(self, i)) end

function hooks.setStorage(self, i, value)
   local at = position(self, i)
   if type(value) ~= 'number' then
      own.raise('[]: value is ' .. explain.describe(value) .. ', expected a number')
   end
   tensor.write(self.owner, at, value)
end

local function whole(name, what, value)
   if type(value) ~= 'number' or not (value % 1 == 0 and value > -2 ^ 53
      and value < 2 ^ 53) then
      own.raise(('%s: %s is %s, expected a whole number')
         :format(name, what, explain.describe(value)))
   end
   return value
end

-- Another storage, or a part of it: its elements from `offset` on, all or `size` of them.
local function shared(name, self, source, offset, size)
   if source.owner.dtype ~= self.owner.dtype then
      own.raise(('%s: argument 1 is %s, expected a size, a table, a file name, or a storage of this type')
         :format(name, explain.describe(source)))
   end
   if offset == nil and size == nil then
      C.cr_storage_share(self, source.owner)
      return self
   end
   offset = whole(name, 'offset', offset == nil and 1 or offset)
   size = whole(name, 'size', size == nil and #source - offset + 1 or size)
   cr.storage_part(self, source.owner, offset - 1, size)
   return self
end

local MODES = { private = 0, shared = 1, memory = 2 } -- as cr_map_mode has them

-- A file as a storage: its name, whether what is written goes to it, the number of
-- elements, and whether the name is one of shared memory.
local function mapped(name, self, dtype, path, isShared, size, isMemory)
   local mode = isShared and (isMemory and MODES.memory or MODES.shared) or MODES.private
   for at, flag in pairs { [2] = isShared, [4] = isMemory } do
      if type(flag) ~= 'boolean' then
         own.raise(('%s: argument %d is %s, expected true or false'):format(name, at,
            explain.describe(flag)))
      end
   end
   cr.storage_map(self, dtype, path, mode, whole(name, 'size', size or 0))
   return self
end

--- A storage of `dtype` from a size, a table of numbers, a storage to share, which may be
-- followed by the first element and the size of a part, or a file.
function Storage.construct(dtype, first, ...)
   local name = tensor.names[dtype]:gsub('Tensor$', 'Storage')
   local self = tensor.newStorage()
   if first == nil or type(first) == 'number' then
      if select('#', ...) > 0 then
         own.raise(name .. ': argument 2 is ' .. explain.describe((...))
            .. ', expected nothing; addresses are not taken')
      end
      cr.storage_create(self, dtype, whole(name, 'size', first or 0))
   elseif type(first) == 'table' then
      cr.storage_create(self, dtype, #first)
      for i = 1, #first do
         if type(first[i]) ~= 'number' then
            own.raise(('%s: element %d is %s, expected a number'):format(name, i,
               explain.describe(first[i])))
         end
         self[i] = first[i]
      end
   elseif type(first) == 'string' then
      return mapped(name, self, dtype, first, ...)
   elseif isStorage(first) then
      cr.storage_create(self, dtype, 0)
      return shared(name, self, first, ...)
   else
      own.raise(('%s: argument 1 is %s, expected a size, a table, a storage or a file name')
         :format(name, explain.describe(first)))
   end
   return self
end

local methods = {}

--- The number of elements.
--
--    local s = torch.FloatStorage { 1, 2, 3 }
--    print(s:size(), #s) --> 3 3
function methods:size() return #self end
methods.__len__ = methods.size

--- Every element becomes value.
--
--    print(torch.FloatStorage(3):fill(7)[2]) --> 7
function methods:fill(value)
   if type(value) ~= 'number' then
      own.raise('fill: value is ' .. explain.describe(value) .. ', expected a number')
   end
   cr.storage_fill(self, value)
   return self
end

--- Change the number of elements; those that stay keep their value.
--
--    print(torch.FloatStorage { 1, 2 }:resize(5)[2]) --> 2
function methods:resize(count)
   cr.storage_resize(self, whole('resize', 'size', count))
   return self
end

--- Copy the elements of a storage of the same size, of any type.
--
--    print(torch.IntStorage(2):copy(torch.FloatStorage { 1.5, 2 })[1]) --> 1
function methods:copy(source)
   if not isStorage(source) then
      own.raise('copy: source is ' .. explain.describe(source) .. ', expected a storage')
   end
   cr.storage_copy(self, source)
   return self
end

--- The elements as a Lua table.
--
--    print(unpack(torch.FloatStorage { 1, 2 }:totable())) --> 1 2
function methods:totable()
   local list = {}
   for i = 1, #self do list[i] = self[i] end
   return list
end

function methods:new(...) return Storage.construct(self.owner.dtype, ...) end
--- Bytes of an element.
--
--    print(torch.FloatStorage(1):elementSize()) --> 4
function methods:elementSize() return tonumber(C.cr_dtype_size(self.owner.dtype)) end

--- Storage.retain, Storage.free: give the storage. Torch7 counts references by hand; here the
-- collector does, so both leave the storage as it is.
--
--    local s = torch.FloatStorage { 5 }
--    s:free()
--    print(s[1], s:retain()[1]) --> 5 5
function methods:retain() return self end
function methods:free() return self end

--- A C pointer to the first element, or its address as a number. It keeps nothing alive.
--
--    print(torch.IntStorage { 4, 5 }:data()[1]) --> 5
function methods:data(asNumber)
   local pointer = tensor.elements(self.owner, 0)
   return asNumber and tensor.address(pointer) or pointer
end

--- Refused: it gave Torch7's own C structure.
--
--    print((pcall(torch.IntStorage(1).cdata, torch.IntStorage(1)))) --> false
function methods:cdata()
   own.raise 'cdata: there is no THStorage here; data points to the elements'
end

--- The bytes of the storage as a string, and back: s:string('abc') takes its size from
-- it.
--
--    print(torch.CharStorage():string('abc'):string()) --> abc
function methods:string(text)
   local element = self:elementSize()
   if text == nil then
      return tensor.string(self.owner.memory, #self * element)
   end
   if type(text) ~= 'string' or element ~= 1 then
      own.raise('string: expected a string, for a ByteStorage or CharStorage')
   end
   self:resize(#text)
   for i = 1, #text do
      local byte = text:byte(i)
      self[i] = (self.owner.dtype == 1 and byte > 127) and byte - 256 or byte
   end
   return self
end

Storage.methods = methods
return Storage
