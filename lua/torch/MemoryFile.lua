--- MemoryFile.lua - torch.MemoryFile(storage, mode): a file in memory. Its bytes lie in a
-- CharStorage that ends with a 0: a given one, or one of its own.
--
--    local file = torch.MemoryFile()
--    file:writeObject(torch.ones(2))
--    file:seek(1)
--    print(file:readObject():sum()) --> 2

local File = require 'torch.File'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe

local MemoryFile = File.define('torch.MemoryFile', 'torch.File',
   function(metatable, storage, mode)
      if type(storage) == 'string' and mode == nil then storage, mode = nil, storage end
      mode = mode == nil and 'rw' or mode
      if storage ~= nil and not tensor.isStorage(storage) then
         own.raise('MemoryFile: storage is ' .. describe(storage)
            .. ', expected a torch.CharStorage')
      end
      if type(mode) ~= 'string' then
         own.raise('MemoryFile: mode is ' .. describe(mode) .. ', expected a string')
      end
      local handle = file.open('open_memory', 'MemoryFile', storage, mode)
      -- What such a file holds was written by this program: its functions can be trusted.
      return setmetatable({ handle = handle, trusted = storage == nil }, metatable)
   end)

--- The CharStorage with the bytes of the file and a 0; it is not a copy.
--
--    local file = torch.MemoryFile()
--    file:writeString 'abc'
--    print(file:storage():size(), file:storage()[1]) --> 4 97
function MemoryFile:storage()
   local storage = tensor.newStorage()
   cr.file_memory(self.handleOf('storage', self), storage)
   return storage
end

--- Longs in a binary file have 4 or 8 bytes; 0: as on this machine.
--
--    local file = torch.MemoryFile():binary():longSize(4)
--    file:writeLong(7)
--    print(file:position()) --> 5
MemoryFile.longSize = require 'torch.DiskFile'.longSize

function MemoryFile:__tostring__() return 'torch.MemoryFile ' .. self:state ':' end
MemoryFile.__tostring = MemoryFile.__tostring__

return MemoryFile
