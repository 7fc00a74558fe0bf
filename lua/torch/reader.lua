--- reader.lua - File:readObject: objects as File:writeObject wrote them, shared where
-- they were. A file is not believed: functions are code, so they are refused unless
-- allowed.

local torch = require 'torch'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local class = require 'torch.class'
local unknown = require 'torch.unknown'
local writer = require 'torch.writer'
local C = require 'cbind.library'

local File = torch.getmetatable 'torch.File'
local memoOf, DEEPEST = writer.memoOf, writer.DEEPEST
local tasks = { [0] = 'file', 'load', 'save' }
local BROKEN = 'a function whose captured values are broken'

-- Raise "load: NAME: ...", as C does.
local function refuse(self, reason, ...)
   local handle = File.handleOf('readObject', self)
   own.raise(('%s: %s: before byte %d is %s'):format(tasks[file.get(handle, file.TASK)],
      self.name or 'memory', file.position(handle), reason:format(...)))
end

local function readTable(self, handle, object)
   for _ = 1, file.readCount(handle) do
      local key, value = self:readObject(), self:readObject()
      if key == nil or key ~= key then
         refuse(self, 'a table with the key %s', tostring(key))
      end
      object[key] = value
   end
   return object
end

-- Captured variables are written as {name, value, id}, once without id, and at first as
-- values alone.
local function capture(self, memo, f, i, kind, entry)
   if kind ~= file.T7_FUNCTION then
      debug.setupvalue(f, i, entry)
      return
   end
   if type(entry) ~= 'table' then refuse(self, BROKEN) end
   local first = entry.id and memo.joined and memo.joined[entry.id]
   if first then
      debug.upvaluejoin(f, i, first.f, first.i)
   else
      debug.setupvalue(f, i, entry.name == '_ENV' and _G or entry.value)
      if entry.id then
         memo.joined = memo.joined or {}
         memo.joined[entry.id] = { f = f, i = i }
      end
   end
end

local function readFunction(self, handle, memo, kind, index)
   if not (self.trusted or memo.functions) then
      refuse(self, 'a function, which is code; if you trust the file, read it with '
         .. "torch.load(name, mode, {functions = true})")
   end
   local token = file.token()
   cr.t7_read_string(handle, token)
   local f, reason = loadstring(file.string(token.text, token.length), '=(torch.load)')
   if not f then refuse(self, 'a function that does not load: %s', reason) end
   if index and not memo.force then memo.read[index] = f end
   local captures = self:readObject()
   if type(captures) ~= 'table' then refuse(self, BROKEN) end
   local count = debug.getinfo(f, 'u').nups
   for i = 1, math.min(count, #captures) do
      capture(self, memo, f, i, kind, captures[i])
   end
   return f
end

-- Tensors of CUDA become those of the host, unless their own package is loaded and the
-- file is not read for the device 'cpu'.
local function hostName(typename, device)
   if torch.factory(typename) and device ~= 'cpu' then return typename end
   local kind, form = typename:match '^torch%.Cuda(%a-)(Tensor)$'
   if not kind then kind, form = typename:match '^torch%.Cuda(%a-)(Storage)$' end
   if not kind then return typename end
   local host = 'torch.' .. (kind == '' and 'Float' or kind) .. form
   return torch.factory(host) and host or typename
end

local function readTorch(self, handle, memo, index)
   local token = file.token()
   cr.t7_read_class(handle, token)
   local typename = hostName(file.string(token.text, token.length), memo.device)
   local factory, version = torch.factory(typename), token.version
   local object = factory and factory(self) or unknown.new(typename, version)
   if not memo.force then memo.read[index] = object end
   local methods = class.metatables[typename]
   local read = methods and (methods.__read or methods.read)
   if type(read) == 'function' then
      read(object, self, version)
      return object
   end
   if not factory and unknown.hasOwnForm(typename) then
      refuse(self, "a '%s', which only its rock '%s' can read", typename,
         unknown.rockOf(typename))
   end
   local fields = self:readObject()
   if type(object) ~= 'table' or type(fields) ~= 'table' then
      refuse(self, "a '%s', which this program cannot read; its rock is '%s'", typename,
         unknown.rockOf(typename))
   end
   for key, value in pairs(fields) do object[key] = value end
   return object
end

local function readShared(self, handle, memo, kind, index)
   local known = memo.read[index]
   if known ~= nil and not memo.force then return known end
   if kind == file.T7_TORCH then return readTorch(self, handle, memo, index) end
   if kind ~= file.T7_TABLE then return readFunction(self, handle, memo, kind, index) end
   local object = {}
   if not memo.force then memo.read[index] = object end
   return readTable(self, handle, object)
end

--- The next object of the file.
--
--    local file = torch.MemoryFile()
--    file:writeObject 'first'
--    file:writeObject { 2 }
--    file:seek(1)
--    print(file:readObject(), file:readObject()[1]) --> first 2
function File:readObject()
   local handle, memo = File.handleOf('readObject', self), memoOf(self)
   local token = file.token()
   cr.t7_read(handle, token)
   local kind = token.kind
   if kind == file.T7_NUMBER then return token.number end
   if kind == file.T7_STRING then return file.string(token.text, token.length) end
   if kind == file.T7_BOOLEAN then return token.number == 1 end
   if kind == file.T7_NIL then return nil end
   memo.depth = memo.depth + 1
   if memo.depth > DEEPEST then
      memo.depth = 0
      refuse(self, 'an object nested deeper than %d', DEEPEST)
   end
   local object
   if kind == file.T7_OLD_FUNCTION then
      object = readFunction(self, handle, memo, kind)
   else
      object = readShared(self, handle, memo, kind, tonumber(token.index))
   end
   memo.depth = memo.depth - 1
   return object
end

-- The shape comes first, then its storage as an object.
local function readTensor(self, from)
   local handle, shape = File.handleOf('read', from, 'argument 1'), tensor.new(self.dtype)
   cr.t7_read_shape(handle, shape)
   local storage = from:readObject()
   local fits = storage == nil
      or tensor.isStorage(storage) and storage.owner.dtype == self.dtype
   if not fits then
      refuse(from, 'a %s without a storage of its type', torch.typename(self))
   end
   cr.t7_place(handle, self, shape, storage and storage.owner)
   return self
end

--- Tensor.read, Storage.read: take the content from a torch.File that `write` wrote it to.
--
--    local file = torch.MemoryFile()
--    torch.FloatStorage { 1, 2 }:write(file)
--    print(torch.FloatStorage():read(file:seek(1))[2]) --> 2
for dtype = 0, tensor.dtypes - 1 do
   rawset(tensor.classes[dtype], 'read', readTensor)
   rawset(tensor.storages[dtype], 'read', function(self, from)
      local read = file.readStorage(File.handleOf('read', from, 'argument 1'), dtype)
      C.cr_storage_share(self, read.owner)
      return self
   end)
end
