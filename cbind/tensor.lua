--- tensor.lua - the C structs as Lua objects, whose methods lie in a class table per
-- dtype.
-- A metatype is fixed once made; it finds the tables through the registry, so that
-- scripts
-- may add and replace methods and a reload of this file keeps them.

local ffi = require 'ffi'
local C = require 'cbind.library'
local memory = require 'cbind.memory'
local number = require 'cbind.number'
local fail = require 'cbind.check'.fail

local registry = debug.getregistry()
local shared = registry.cresset -- made by cbind.memory
shared.tensors, shared.storages = shared.tensors or {}, shared.storages or {}
shared.hooks = shared.hooks or {}
local classes, storages = shared.tensors, shared.storages
local hooks = shared.hooks -- what [] and operators do: set by lua/torch

local names, pointers, DTYPES = {}, {}, tonumber(C.CR_DTYPE_COUNT)
for dtype = 0, DTYPES - 1 do
   names[dtype] = ffi.string(C.cr_dtype_torch_name(dtype))
   classes[dtype] = classes[dtype] or {}
   storages[dtype] = storages[dtype] or {}
   pointers[dtype] = ffi.typeof(ffi.string(C.cr_dtype_c_type(dtype)) .. '*')
end

local Tensor = ffi.typeof 'cr_tensor'
local Storage = ffi.typeof 'cr_storage_handle'

local function isTensor(value) return ffi.istype(Tensor, value) end
local function isStorage(value) return ffi.istype(Storage, value) end

local pool, alive = memory.pool, memory.alive

-- The pool had no memory: collect, and try once more.
local function takeAgain(dtype)
   memory.collect()
   local taken = C.cr_pool_take(pool, dtype)
   if taken == nil then fail() end
   return taken
end

--- An empty tensor of `dtype`, to be filled by C.
local function new(dtype)
   memory.poll()
   local taken = C.cr_pool_take(pool, dtype)
   if taken == nil then taken = takeAgain(dtype) end
   local made = taken[0] -- a reference: it behaves as the struct does
   alive[pool.last] = made
   return made
end

--- An empty tensor that C will make a view of another, with its type.
local function blank() return new(0) end

--- An empty storage handle, to be filled by C.
local function newStorage()
   memory.poll()
   local made = Storage()
   if memory.tracing then memory.noteStorage(made) end
   return made
end

local halves = {
   [tonumber(C.CR_F16)] = { read = C.cr_f16_read, write = C.cr_f16_write },
   [tonumber(C.CR_BF16)] = { read = C.cr_bf16_read, write = C.cr_bf16_write },
}

local F32, F64 = tonumber(C.CR_F32), tonumber(C.CR_F64)

--- The element `at` of a storage, counted from 0. The caller has checked that it is
-- there.
local function read(storage, at)
   local dtype = storage.dtype
   if dtype == F64 then return number.double(storage.memory, at) end
   if dtype == F32 then return number.float(storage.memory, at) end
   local value = ffi.cast(pointers[dtype], storage.memory)[at]
   local half = halves[dtype]
   if half then return half.read(value) end
   return tonumber(value)
end

local I64 = tonumber(C.CR_I64)
local int64 = ffi.typeof 'int64_t'

--- Write a number to the element `at`, converted as cr_copy does. The caller has checked
-- the place.
local function write(storage, at, value)
   local dtype = storage.dtype
   if dtype <= I64 then
      if not (value >= -0x1p31 and value < 0x1p31) then value = int64(value) end
   else
      local half = halves[dtype]
      if half then value = half.write(value) end
   end
   ffi.cast(pointers[dtype], storage.memory)[at] = value
end

--- A C pointer to the element `at` of a storage, counted from 0. It keeps nothing alive.
local function elements(storage, at)
   return ffi.cast(pointers[storage.dtype], storage.memory) + at
end

local function metatype(ctype, methods)
   pcall(ffi.metatype, ctype, methods) -- fails, and need not succeed, on a reload
end

metatype(Tensor, {
   __index = function(self, key)
      if type(key) == 'string' then return classes[self.dtype][key] end
      return hooks.get(self, key)
   end,
   __newindex = function(self, key, value) hooks.set(self, key, value) end,
   __len = function(self) return hooks.length(self) end,
   __add = function(a, b) return hooks.add(a, b) end,
   __sub = function(a, b) return hooks.sub(a, b) end,
   __mul = function(a, b) return hooks.mul(a, b) end,
   __div = function(a, b) return hooks.div(a, b) end,
   __mod = function(a, b) return hooks.mod(a, b) end,
   __unm = function(a) return hooks.unm(a) end,
   __tostring = function(self) return hooks.tostring(self) end,
   __concat = function(a, b) return tostring(a) .. tostring(b) end,
})

metatype(Storage, {
   __index = function(self, key)
      if type(key) == 'string' then return storages[self.owner.dtype][key] end
      return hooks.getStorage(self, key)
   end,
   __newindex = function(self, key, value) hooks.setStorage(self, key, value) end,
   __len = function(self) return tonumber(self.owner.count) end,
   __tostring = function(self) return hooks.tostringStorage(self) end,
   __gc = C.cr_storage_handle_release,
})

--- The storage of a tensor as an object of its own; nil if it has none.
local function storageOf(tensor)
   if tensor.owner == nil then return nil end
   local handle = newStorage()
   C.cr_storage_share(handle, tensor.owner)
   return handle
end

--- An address as a number: of a pointer, or of a tensor, which is its own while it lives.
local function address(object)
   if isTensor(object) then object = ffi.cast('const cr_tensor *', object) end
   return tonumber(ffi.cast('intptr_t', object))
end

return {
   new = new, blank = blank, newStorage = newStorage, isTensor = isTensor,
      isStorage = isStorage,
   classes = classes, storages = storages, hooks = hooks, names = names, dtypes = DTYPES,
   read = read, write = write, elements = elements, storageOf = storageOf, address = address,
   mostDims = tonumber(C.CR_MAX_DIMS),
   scratch = ffi.new('int64_t[?]', 2 * C.CR_MAX_DIMS), string = ffi.string,
}
