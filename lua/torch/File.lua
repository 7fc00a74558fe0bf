--- File.lua - torch.File: what disk files, memory files and pipes have in common.
-- Numbers, storages and strings are read and written in text or, after binary(), as
-- bytes. After quiet() a failure sets a flag, which hasError() tells, and is no error.

local torch = require 'torch'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe
local C = require 'cbind.library'

local File = torch.class 'torch.File'

--- The handle of a file; raises for what is none.
local function handleOf(name, self)
   local handle = type(self) == 'table' and rawget(self, 'handle')
   if not file.isHandle(handle) then
      own.raise(('%s: self is %s, expected a file'):format(name, describe(self)))
   end
   return handle
end
File.handleOf = handleOf

local function flag(name, option)
   File[name] = function(self) return file.get(handleOf(name, self), option) ~= 0 end
end
flag('isQuiet', file.QUIET)
flag('isReadable', file.READABLE)
flag('isWritable', file.WRITABLE)
flag('isBinary', file.BINARY)
flag('isAutoSpacing', file.SPACING)
flag('hasError', file.ERROR)

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
function File:seek(position)
   if not isWhole(position) or position == 0 then
      own.raise('seek: position is ' .. describe(position) .. ', expected 1 or more')
   end
   cr.file_seek(handleOf('seek', self), position - 1)
   return self
end

--- The position in bytes, counted from 1.
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

-- readInt(): a number. readInt(n): n of them in a new storage. readInt(storage): as many
-- as it has; returns the number read.
local function reader(name, kind, dtype)
   return function(self, what)
      local handle = handleOf(name, self)
      if what == nil then return file.readNumber(handle, dtype) end
      if isWhole(what) then return file.readNew(handle, dtype, what) end
      if not isStorage(what, dtype) then wrong(name, what, 'nothing, a count', kind) end
      return file.read(handle, what)
   end
end

-- writeInt(number), cut to the type; writeInt(storage) returns the number written.
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
function File:readBool() return self:readInt() == 1 end

--- Write true as an int of 1, all else as 0.
function File:writeBool(value) self:writeInt(value and 1 or 0) end

--- The rest of the line for '*l', all that is left for '*a', or a number of bytes.
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
