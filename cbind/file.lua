--- file.lua - the files of lib/file as Lua objects: a handle that closes its file when it
-- is collected. Numbers that C gives through pointers are returned.

local ffi = require 'ffi'
local C = require 'cbind.library'
local cr = require 'cbind'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local numberAt = require 'cbind.number'.double

local file = { token = ffi.typeof 'cr_t7_token', string = ffi.string }
file.bigEndian = ffi.abi 'be'
local number, count = ffi.new 'double[1]', ffi.new 'int64_t[1]'
local text, made = ffi.new 'const char *[1]', ffi.new 'cr_file *[1]'

for _, name in ipairs { 'BINARY', 'SPACING', 'QUIET', 'ERROR', 'LONG_SIZE', 'BIG_ENDIAN',
   'TASK', 'OPEN', 'READABLE', 'WRITABLE' } do
   file[name] = tonumber(C['CR_FILE_' .. name])
end
for _, name in ipairs { 'NIL', 'NUMBER', 'STRING', 'TABLE', 'TORCH', 'BOOLEAN',
   'OLD_FUNCTION', 'PLAIN_FUNCTION', 'FUNCTION' } do
   file['T7_' .. name] = tonumber(C['CR_T7_' .. name])
end
file.LINE, file.ALL = tonumber(C.CR_FILE_LINE), tonumber(C.CR_FILE_ALL)

--- Call cr_file_open or one of its kin ('open_pipe', ...). Returns the handle, or nil and
-- why not; `task` is how that message begins.
function file.try(how, task, ...)
   if C['cr_file_' .. how](made, ...) ~= 0 then
      return nil, (ffi.string(C.cr_message()):gsub('^file:', task .. ':'))
   end
   return ffi.gc(made[0], C.cr_file_release)
end

--- The same, but a failure is an error.
function file.open(how, task, ...)
   local handle, message = file.try(how, task, ...)
   if not handle then own.raise(message) end
   return handle
end

--- Whether a value is such a handle.
function file.isHandle(value) return ffi.istype('cr_file *', value) end

--- Close and free at once, without an error: for a file that is given up.
function file.drop(handle)
   C.cr_file_release(ffi.gc(handle, nil))
end

function file.get(handle, option) return C.cr_file_get(handle, option) end

function file.position(handle)
   cr.file_position(handle, count)
   return tonumber(count[0])
end

function file.readNumber(handle, dtype)
   cr.file_read_number(handle, dtype, number)
   return numberAt(number, 0)
end

--- A new storage of up to `size` elements.
function file.readNew(handle, dtype, size)
   local storage = tensor.newStorage()
   cr.file_read_new(handle, storage, dtype, size, count)
   return storage
end

--- Fill or write a storage; returns the number of elements.
function file.read(handle, storage)
   cr.file_read(handle, storage, count)
   return tonumber(count[0])
end

function file.write(handle, storage)
   cr.file_write(handle, storage, count)
   return tonumber(count[0])
end

--- A string of `length` bytes, or file.LINE, or file.ALL.
function file.readText(handle, length)
   cr.file_read_text(handle, length, text, count)
   return ffi.string(text[0], count[0])
end

function file.writeText(handle, string)
   cr.file_write_text(handle, string, #string, count)
   return tonumber(count[0])
end

--- The pairs of a table in an object file.
function file.readCount(handle)
   cr.t7_read_count(handle, count)
   return tonumber(count[0])
end

--- A storage in an object file.
function file.readStorage(handle, dtype)
   local storage = tensor.newStorage()
   cr.t7_read_storage(handle, storage, dtype)
   return storage
end

return file
