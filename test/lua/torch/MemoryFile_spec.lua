--- Files in memory and the storages under them.

local torch = require 'torch'

local function message(f, ...)
   local well, text = pcall(f, ...)
   assert.is_false(well)
   return text
end

describe('a memory file', function()
   it('shares its bytes, and a 0, as a storage', function()
      local file = torch.MemoryFile()
      file:writeString 'abc'
      assert.are.same({ 97, 98, 99, 0 }, file:storage():totable())
      file:seek(1):writeString 'x'
      assert.are.equal('xbc', torch.MemoryFile(file:storage(), 'r'):readString '*a')
      assert.are.equal('torch.MemoryFile [status: open -- mode: rw]', tostring(file))
   end)

   it('survives that its storage is made smaller', function()
      local storage = torch.CharStorage():string 'abcdef\0'
      local file = torch.MemoryFile(storage, 'rw')
      file:seek(6)
      storage:resize(2)
      assert.is_false((pcall(file.readString, file, 3)))
      storage:resize(0)
      assert.is_false((pcall(file.readByte, file)))
      file:writeString 'xyz'
      assert.are.equal('xyz', file:seek(1):readString '*a')
      local text = message(file.writeChar, file, file:storage())
      assert.is_truthy(text:match 'of the file itself')
   end)
end)
