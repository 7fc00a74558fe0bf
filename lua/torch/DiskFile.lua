--- DiskFile.lua - torch.DiskFile(name, mode, quiet): files on disk. Binary files may be
-- written for machines of the other byte order, and with longs of 4 bytes.
--
--    local name = os.tmpname()
--    local file = torch.DiskFile(name, 'w')
--    file:writeObject { rate = 0.1 }
--    file:close()
--    print(torch.DiskFile(name):readObject().rate) --> 0.1
--    os.remove(name)

local File = require 'torch.File'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local function checkNames(class, name, mode)
   if type(name) ~= 'string' then
      own.raise(('%s: name is %s, expected a string'):format(class, describe(name)))
   end
   if type(mode) ~= 'string' then
      own.raise(('%s: mode is %s, expected a string'):format(class, describe(mode)))
   end
end

--- Open a file with mode 'r' (the default), 'w' or 'rw'; with quiet, nil if that fails.
local DiskFile = File.define('torch.DiskFile', 'torch.File',
   function(metatable, name, mode, quiet)
      mode = mode == nil and 'r' or mode
      checkNames('DiskFile', name, mode)
      local handle, message = file.try('open', 'DiskFile', name, mode)
      if not handle then
         if quiet then return nil end
         own.raise(message)
      end
      return setmetatable({ handle = handle, name = name }, metatable)
   end)

--- bigEndianEncoding, littleEndianEncoding, nativeEndianEncoding: the order of the bytes of
-- numbers in a binary file: the highest first, the lowest first, or as on this machine.
--
--    local name = os.tmpname()
--    local file = torch.DiskFile(name, 'rw'):binary():bigEndianEncoding()
--    file:writeInt(1)
--    print(file:seek(4):readByte()) --> 1
--    file:close()
--    os.remove(name)
local function order(name, big)
   DiskFile[name] = function(self)
      cr.file_set(self.handleOf(name, self), file.BIG_ENDIAN, big and 1 or 0)
      return self
   end
end
order('bigEndianEncoding', true)
order('littleEndianEncoding', false)
order('nativeEndianEncoding', file.bigEndian)

--- isBigEndianCPU, isLittleEndianCPU: which of the two orders this machine has.
--
--    print(torch.DiskFile.isLittleEndianCPU() ~= torch.DiskFile.isBigEndianCPU()) --> true
local isBig = file.bigEndian
function DiskFile.isBigEndianCPU() return isBig end
function DiskFile.isLittleEndianCPU() return not isBig end

--- Longs in a binary file have 4 or 8 bytes; 0: as on this machine.
--
--    local file = torch.MemoryFile():binary():longSize(4)
--    file:writeLong(7)
--    print(file:position()) --> 5
function DiskFile:longSize(size)
   if size ~= 0 and size ~= 4 and size ~= 8 then
      own.raise('longSize: size is ' .. describe(size) .. ', expected 0, 4 or 8')
   end
   cr.file_set(self.handleOf('longSize', self), file.LONG_SIZE, size)
   return self
end

--- Hand every byte to the system at once, and read no further than asked.
--
--    local name = os.tmpname()
--    local file = torch.DiskFile(name, 'w'):noBuffer()
--    file:writeString 'abc'
--    print(io.open(name):read '*a') --> abc
--    os.remove(name)
function DiskFile:noBuffer()
   cr.file_unbuffered(self.handleOf('noBuffer', self))
   return self
end

function DiskFile:__tostring__()
   return ('torch.DiskFile on <%s> %s'):format(self.name, self:state '')
end
DiskFile.__tostring = DiskFile.__tostring__
DiskFile.checkNames = checkNames

return DiskFile
