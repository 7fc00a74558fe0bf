--- writer.lua - File:writeObject: any tree or graph of Lua values and Torch objects.
-- What occurs twice is written once and then named by its index. Functions are written
-- with the values that they have captured.

local torch = require 'torch'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local class = require 'torch.class'
local unknown = require 'torch.unknown'

local File = torch.getmetatable 'torch.File'
local DEEPEST = 1000 -- objects within objects; Lua's stack allows some more

--- What a file remembers about objects: those written and read, by identity and by index.
local function memoOf(self)
   local memo = rawget(self, 'memo')
   if not memo then
      memo = { written = {}, count = 0, read = {}, path = {}, depth = 0,
         captured = {}, captures = 0 }
      rawset(self, 'memo', memo)
   end
   return memo
end

--- The kind that an object has in a file; nil if it cannot be written.
--
--    local file = torch.MemoryFile()
--    print(file:isWritableObject {} ~= nil, (file:isWritableObject(io.stdout))) --> true nil
function File:isWritableObject(object)
   local kind = type(object)
   if kind == 'nil' then return file.T7_NIL end
   local typename = torch.typename(object)
   if typename and (torch.factory(typename) or unknown.is(object)) then
      return file.T7_TORCH
   end
   if kind == 'table' then return file.T7_TABLE end
   if kind == 'number' then return file.T7_NUMBER end
   if kind == 'string' then return file.T7_STRING end
   if kind == 'boolean' then return file.T7_BOOLEAN end
   if kind == 'function' and pcall(string.dump, object) then return file.T7_FUNCTION end
end

--- Whether objects that occur again are only named, as they are at first.
--
--    local file, x = torch.MemoryFile():referenced(false), {}
--    file:writeObject { x, x }
--    local list = file:seek(1):readObject()
--    print(list[1] == list[2]) --> false
function File:referenced(on)
   memoOf(self).force = not on
   return self
end

--- Whether they are only named.
--
--    print(torch.MemoryFile():isReferenced()) --> true
function File:isReferenced() return not memoOf(self).force end

local function writeString(self, text)
   cr.t7_write_string(File.handleOf('writeObject', self), text, #text)
end

-- What makes two Lua values one object: storages are handles, of the same memory or not.
local function identity(object)
   return tensor.isStorage(object) and tensor.address(object.owner) or object
end

local function writeTable(self, object)
   local path, size = memoOf(self).path, 0
   for _ in pairs(object) do size = size + 1 end
   self:writeInt(size)
   for key, value in pairs(object) do
      path[#path + 1] = type(key) == 'string' and key or tostring(key)
      self:writeObject(key)
      self:writeObject(value)
      path[#path] = nil
   end
end

-- Two functions that share a captured variable share it again when they are read.
local function writeFunction(self, object)
   local memo, captures = memoOf(self), {}
   for i = 1, math.huge do
      local name, value = debug.getupvalue(object, i)
      if not name then break end
      local key = debug.upvalueid(object, i)
      if not memo.captured[key] then
         memo.captures = memo.captures + 1
         memo.captured[key] = memo.captures
      end
      captures[i] = { name = name, value = value, id = memo.captured[key] }
   end
   writeString(self, string.dump(object))
   self:writeObject(captures)
end

-- The fields that can be written; the others are told of and left out, as in Torch7.
local function fieldsOf(self, object, typename)
   local fields = {}
   for key, value in pairs(object) do
      if self:isWritableObject(value) then
         fields[key] = value
      else
         io.stderr:write(('$ Warning: cannot write object field <%s> of <%s>\n'):format(
            tostring(key), typename))
      end
   end
   return fields
end

local function writeTorch(self, object)
   local typename = torch.typename(object)
   local methods = class.metatables[typename] or getmetatable(object)
   local write = methods.__write or methods.write
   writeString(self, 'V ' .. (methods.__version or 1))
   writeString(self, typename)
   if type(write) == 'function' then
      write(object, self)
   elseif type(object) == 'table' then
      self:writeObject(fieldsOf(self, object, typename))
   else
      own.raise(('writeObject: %s has no method write'):format(typename))
   end
end

local function writeShared(self, memo, kind, object)
   local key = identity(object)
   local index = memo.written[key]
   if index and not memo.force then
      self:writeInt(index)
      return
   end
   memo.count = memo.count + 1
   if not memo.force then
      memo.written[key] = memo.count
      memo[memo.count] = object -- or another might get its address
   end
   self:writeInt(memo.count)
   if kind == file.T7_TABLE then
      writeTable(self, object)
   elseif kind == file.T7_TORCH then
      writeTorch(self, object)
   else
      writeFunction(self, object)
   end
end

--- Write nil, a boolean, number, string, table, function or Torch object.
--
--    local file = torch.MemoryFile()
--    file:writeObject { rate = 0.1, weights = torch.ones(2) }
--    print(file:seek(1):readObject().weights:sum()) --> 2
function File:writeObject(object)
   local kind, memo = self:isWritableObject(object), memoOf(self)
   if not kind then
      local where = #memo.path > 0 and ' at ' .. table.concat(memo.path, '.') or ''
      own.raise(('writeObject: cannot write a %s%s'):format(torch.type(object), where))
   end
   self:writeInt(kind)
   if kind == file.T7_NIL then
      return
   elseif kind == file.T7_NUMBER then
      self:writeDouble(object)
   elseif kind == file.T7_BOOLEAN then
      self:writeBool(object)
   elseif kind == file.T7_STRING then
      writeString(self, object)
   else
      memo.depth = memo.depth + 1
      if memo.depth > DEEPEST then
         memo.depth = 0
         own.raise(('writeObject: objects nested deeper than %d'):format(DEEPEST))
      end
      writeShared(self, memo, kind, object)
      memo.depth = memo.depth - 1
   end
end

--- Tensor.write, Storage.write: write the content to a torch.File, without the class.
--
--    local file = torch.MemoryFile()
--    torch.Tensor{1, 2}:write(file)
--    local x = torch.Tensor()
--    x:read(file:seek(1))
--    print(x:sum()) --> 3
for dtype = 0, tensor.dtypes - 1 do
   rawset(tensor.classes[dtype], 'write', function(self, to)
      cr.t7_write_shape(File.handleOf('write', to, 'argument 1'), self)
      to:writeObject(tensor.storageOf(self))
   end)
   rawset(tensor.storages[dtype], 'write', function(self, to)
      cr.t7_write_storage(File.handleOf('write', to, 'argument 1'), self)
   end)
end

return { memoOf = memoOf, DEEPEST = DEEPEST }
