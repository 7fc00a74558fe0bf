--- Files on disk: opening, buffers, byte order, longs of 4 bytes, a full disk.

local torch = require 'torch'

local function written(text)
   local path = os.tmpname()
   local out = assert(io.open(path, 'wb'))
   out:write(text)
   out:close()
   return path
end

local function content(path)
   local file = assert(io.open(path, 'rb'))
   local text = file:read '*a'
   file:close()
   os.remove(path)
   return text
end

local function message(f, ...)
   local well, text = pcall(f, ...)
   assert.is_false(well)
   return text
end

describe('a disk file', function()
   it('gives nil if it cannot be opened and quiet is asked', function()
      assert.is_nil(torch.DiskFile('/nonexistent/file', 'r', true))
      local text = message(torch.DiskFile, '/nonexistent/file')
      assert.is_truthy(text:match 'DiskFile: /nonexistent/file: cannot open: No such')
      assert.is_truthy(message(torch.DiskFile, '/'):match 'Is a directory')
   end)

   it('keeps its content in mode rw and loses it in mode w', function()
      local path = written 'abc'
      torch.DiskFile(path, 'rw'):close()
      local file = torch.DiskFile(path, 'rw')
      file:seekEnd():writeString 'd'
      file:close()
      assert.are.equal('abcd', content(path))
      written(path)
      torch.DiskFile(path, 'w'):close()
      assert.are.equal('', content(path))
   end)

   it('writes at once without a buffer, and after synchronize', function()
      local path = os.tmpname()
      local file = torch.DiskFile(path, 'w')
      file:writeString 'a'
      file:synchronize()
      assert.are.equal('a', torch.DiskFile(path):readString '*a')
      file:noBuffer():writeString 'b'
      assert.are.equal('ab', torch.DiskFile(path):readString '*a')
      file:close()
      os.remove(path)
   end)

   it('reports a full disk', function()
      local file = torch.DiskFile('/dev/full', 'w')
      file:writeString 'abc'
      assert.is_truthy(message(file.close, file):match 'cannot write: No space left')
   end)

   it('writes the byte order asked for', function()
      local path = os.tmpname()
      local file = torch.DiskFile(path, 'w'):binary():bigEndianEncoding()
      file:writeInt(1)
      file:writeInt(torch.IntStorage { 2 })
      file:littleEndianEncoding():writeInt(3)
      file:close()
      assert.are.equal('\0\0\0\1\0\0\0\2\3\0\0\0', content(path))
      assert.are_not.equal(file.isBigEndianCPU(), file.isLittleEndianCPU())
   end)

   it('writes longs of 4 bytes, and refuses those that need more', function()
      local path = os.tmpname()
      local file = torch.DiskFile(path, 'w'):binary():longSize(4)
      file:writeLong(torch.LongStorage { 1, -2 })
      assert.is_truthy(message(file.writeLong, file, 2 ^ 40):match 'long of 4 bytes')
      file:close()
      assert.are.equal('\1\0\0\0\254\255\255\255', content(path))
      assert.is_truthy(message(file.longSize, file, 5):match 'expected 0, 4 or 8')
   end)
end)
