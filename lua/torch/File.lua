--- File.lua - torch.File: what disk files, memory files and pipes have in common.
-- Numbers, storages and strings are read and written in text or, after binary(), as
-- bytes. After quiet() a failure sets a flag, which hasError() tells, and is no error.
--
--    local file = torch.MemoryFile()
--    file:writeInt(42)
--    file:seek(1)
--    print(file:readInt(), torch.isTypeOf(file, 'torch.File')) --> 42 true

local torch = require 'torch'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe
local C = require 'cbind.library'

local File = torch.class 'torch.File'

-- The handle of a file, which is `what` of the function `name`; raises for what is none.
local function handleOf(name, self, what)
   local handle = type(self) == 'table' and rawget(self, 'handle')
   if not file.isHandle(handle) then
      own.raise(('%s: %s is %s, expected a file'):format(name, what or 'self',
         describe(self)))
   end
   return handle
end
File.handleOf = handleOf

--- isQuiet, isReadable, isWritable, isBinary, isAutoSpacing, hasError: how a file was opened
-- and set, and whether a call failed while it was quiet.
--
--    local file = torch.MemoryFile 'r'
--    print(file:isReadable(), file:isWritable(), file:isBinary()) --> true false false
--    print(file:isQuiet(), file:hasError(), file:isAutoSpacing()) --> false false true
local function flag(name, option)
   File[name] = function(self) return file.get(handleOf(name, self), option) ~= 0 end
end
flag('isQuiet', file.QUIET)
flag('isReadable', file.READABLE)
flag('isWritable', file.WRITABLE)
flag('isBinary', file.BINARY)
flag('isAutoSpacing', file.SPACING)
flag('hasError', file.ERROR)

--- binary, ascii, autoSpacing, noAutoSpacing, quiet, pedantic, clearError: set a file to
-- bytes or text, to blanks and lines between what is written as text or none, to remember
-- failures or to raise them; and forget a failure. Each gives the file.
--
--    local file = torch.MemoryFile():noAutoSpacing()
--    file:writeInt(1)
--    file:writeInt(2)
--    file:seek(1)
--    print(file:readString '*a') --> 12
--    file:quiet():readInt()
--    print(file:hasError(), file:clearError():hasError()) --> true false
local function switch(name, option, value)
   File[name] = function(self)
      cr.file_set(handleOf(name, self), option, value)
      return self
   end
end
switch('binary', file.BINARY, 1)
switch('ascii', file.BINARY, 0)
switch('autoSpacing', file.SPACING, 1)
switch('noAutoSpacing', file.SPACING, 0)
switch('quiet', file.QUIET, 1)
switch('pedantic', file.QUIET, 0)
switch('clearError', file.ERROR, 0)

--- seekEnd, synchronize, close: go to the end of a file, hand all that was written to the
-- system, and close the file.
--
--    local file = torch.MemoryFile()
--    file:writeString 'abc'
--    file:seek(1):seekEnd():synchronize()
--    print(file:position()) --> 4
--    file:close()
local function action(name, call)
   File[name] = function(self)
      cr[call](handleOf(name, self))
      return self
   end
end
action('seekEnd', 'file_seek_end')
action('synchronize', 'file_synchronize')
action('close', 'file_close')

local function isWhole(value)
   return type(value) == 'number' and value % 1 == 0 and value >= 0 and value < 2 ^ 53
end

--- Go to a position in bytes, counted from 1.
--
--    local file = torch.MemoryFile()
--    file:writeString 'abc'
--    print(file:seek(2):readString(1)) --> b
function File:seek(position)
   if not isWhole(position) or position == 0 then
      own.raise('seek: position is ' .. describe(position) .. ', expected 1 or more')
   end
   cr.file_seek(handleOf('seek', self), position - 1)
   return self
end

--- The position in bytes, counted from 1.
--
--    local file = torch.MemoryFile()
--    file:writeString 'abc'
--    print(file:position()) --> 4
function File:position() return file.position(handleOf('position', self)) + 1 end

local types = { Byte = 'U8', Char = 'I8', Short = 'I16', Int = 'I32', Long = 'I64',
   Float = 'F32', Double = 'F64' }

local function isStorage(value, dtype)
   return tensor.isStorage(value) and value.owner.dtype == dtype
end

local function wrong(name, value, expected, kind)
   own.raise(('%s: argument 1 is %s, expected %s or a torch.%sStorage'):format(name,
      describe(value), expected, kind))
end

--- readByte, readChar, readShort, readInt, readLong, readFloat, readDouble: without an
-- argument a number, with a count a storage of so many, with a storage as many as it has: the
-- number of them is returned.
--
--    local file = torch.MemoryFile()
--    file:writeInt(torch.IntStorage { 1, 2, 3, 4 })
--    file:seek(1)
--    print(file:readInt(), file:readInt(2)[2], file:readInt(torch.IntStorage(1))) --> 1 3 1
local function reader(name, kind, dtype)
   return function(self, what)
      local handle = handleOf(name, self)
      if what == nil then return file.readNumber(handle, dtype) end
      if isWhole(what) then return file.readNew(handle, dtype, what) end
      if not isStorage(what, dtype) then wrong(name, what, 'nothing, a count', kind) end
      return file.read(handle, what)
   end
end

--- writeByte, writeChar, writeShort, writeInt, writeLong, writeFloat, writeDouble: write a
-- number, cut to the type, or a storage: the number written is returned.
--
--    local file = torch.MemoryFile()
--    file:writeDouble(0.5)
--    print(file:writeDouble(torch.DoubleStorage { 1, 2 })) --> 2
--    print(file:seek(1):readString '*a')
--    --> 0.5
--    --> 1 2
local function writer(name, kind, dtype)
   return function(self, what)
      local handle = handleOf(name, self)
      if type(what) == 'number' then
         cr.file_write_number(handle, dtype, what)
         return
      end
      if not isStorage(what, dtype) then wrong(name, what, 'a number', kind) end
      return file.write(handle, what)
   end
end

for kind, id in pairs(types) do
   local dtype = tonumber(C['CR_' .. id])
   File['read' .. kind] = reader('read' .. kind, kind, dtype)
   File['write' .. kind] = writer('write' .. kind, kind, dtype)
end

--- true if an int of 1 follows.
--
--    local file = torch.MemoryFile()
--    file:writeBool(true)
--    print(file:seek(1):readBool()) --> true
function File:readBool() return self:readInt() == 1 end

--- Write true as an int of 1, all else as 0.
--
--    local file = torch.MemoryFile()
--    file:writeBool(false)
--    print(file:seek(1):readInt()) --> 0
function File:writeBool(value) self:writeInt(value and 1 or 0) end

--- The rest of the line for '*l', all that is left for '*a', or a number of bytes.
--
--    local file = torch.MemoryFile()
--    file:writeString 'one\ntwo'
--    file:seek(1)
--    print(file:readString '*l', file:readString(2)) --> one tw
function File:readString(format)
   local handle = handleOf('readString', self)
   if isWhole(format) then return file.readText(handle, format) end
   local kind = type(format) == 'string' and format:match '^%*([al])'
   if not kind then
      own.raise("readString: format is " .. describe(format) .. ", expected '*a' or '*l'")
   end
   return file.readText(handle, kind == 'l' and file.LINE or file.ALL)
end

--- Write the bytes of a string; returns their number.
--
--    print(torch.MemoryFile():writeString 'abc') --> 3
function File:writeString(string)
   if type(string) ~= 'string' then
      own.raise('writeString: argument 1 is ' .. describe(string)
         .. ', expected a string')
   end
   return file.writeText(handleOf('writeString', self), string)
end

--- 'open -- mode r ': the state of a file, for printing.
function File:state(label)
   local handle = handleOf('tostring', self)
   local function letter(option, text)
      return file.get(handle, option) ~= 0 and text or ' '
   end
   return ('[status: %s -- mode%s %s%s]'):format(
      file.get(handle, file.OPEN) ~= 0 and 'open' or 'closed', label,
      letter(file.READABLE, 'r'), letter(file.WRITABLE, 'w'))
end

--- Make the class of one kind of file; make(metatable, ...) gives an object, or nil.
function File.define(name, parent, make)
   local metatable = torch.class(name, parent)
   rawset(torch, name:match '[^.]+$', setmetatable({}, {
      __index = metatable, __newindex = metatable, __metatable = metatable,
      __call = function(_, ...) return make(metatable, ...) end,
   }))
   return metatable
end

return File
