--- archive.lua - the files of named tensors of lib/file as Lua objects.

local ffi = require 'ffi'
local C = require 'cbind.library'
local cr = require 'cbind'
local tensor = require 'cbind.tensor'

local archive = { NPZ = tonumber(C.CR_NPZ), COMPRESSED = tonumber(C.CR_NPZ_COMPRESSED),
   SAFETENSORS = tonumber(C.CR_SAFETENSORS) }
local made = ffi.new 'cr_archive *[1]'
local name, text = ffi.new 'const char *[1]', ffi.new 'const char *[1]'
local nameLength, textLength = ffi.new 'int64_t[1]', ffi.new 'int64_t[1]'

local function owned() return ffi.gc(made[0], C.cr_archive_release) end

--- Open for reading.
function archive.open(path, format)
   cr.archive_open(made, path, format)
   return owned()
end

--- Open for writing; archive.commit puts the file in its place.
function archive.create(path, format)
   cr.archive_create(made, path, format)
   return owned()
end

--- Close at once; without a commit nothing was written.
function archive.drop(handle) C.cr_archive_release(ffi.gc(handle, nil)) end

function archive.count(handle) return tonumber(C.cr_archive_count(handle)) end

--- The name of tensor i, counted from 1.
function archive.name(handle, i)
   cr.archive_name(handle, i - 1, name, nameLength)
   return ffi.string(name[0], nameLength[0])
end

--- Tensor i itself.
function archive.read(handle, i)
   local read = tensor.blank()
   cr.archive_read(read, handle, i - 1)
   return read
end

--- The notes: texts by name.
function archive.notes(handle)
   local notes = {}
   for i = 0, tonumber(C.cr_archive_note_count(handle)) - 1 do
      cr.archive_note(handle, i, name, nameLength, text, textLength)
      notes[ffi.string(name[0], nameLength[0])] = ffi.string(text[0], textLength[0])
   end
   return notes
end

function archive.add(handle, called, added)
   cr.archive_add(handle, called, #called, added)
end

function archive.addNote(handle, called, note)
   cr.archive_add_note(handle, called, #called, note, #note)
end

function archive.commit(handle) cr.archive_commit(handle) end

return archive
