--- What all files have in common: typed reading and writing, positions, errors.

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

-- A memory file that holds this text.
local function memory(text)
   return torch.MemoryFile(torch.CharStorage():string(text .. '\0'), 'r')
end

local kinds = { Byte = { 0, 255 }, Char = { -128, 127 }, Short = { -32768, 32767 },
   Int = { -2 ^ 31, 2 ^ 31 - 1 }, Long = { -2 ^ 53, 2 ^ 53 }, Float = { 0.5, -1e30 },
   Double = { 1 / 3, 1e300 } }

-- Every kind of file, open for writing and reading.
local function eachFile(f)
   for _, mode in ipairs { 'ascii', 'binary' } do
      local path = os.tmpname()
      local disk, inMemory = torch.DiskFile(path, 'rw'), torch.MemoryFile()
      f(disk[mode](disk))
      f(inMemory[mode](inMemory))
      os.remove(path)
   end
end

describe('a file', function()
   it('reads what it wrote, one by one and in storages', function()
      eachFile(function(file)
         for kind, values in pairs(kinds) do
            local write, read = file['write' .. kind], file['read' .. kind]
            local storage = torch[kind .. 'Storage'](values)
            file:seek(1)
            write(file, values[1])
            assert.are.equal(2, write(file, storage))
            file:seek(1)
            assert.are.equal(storage[1], read(file))
            assert.are.same(storage:totable(), read(file, 2):totable())
            file:seek(1)
            local target = torch[kind .. 'Storage'](2)
            read(file)
            assert.are.equal(2, read(file, target))
            assert.are.same(storage:totable(), target:totable())
         end
         file:seek(1):writeBool(true)
         file:writeBool(nil)
         file:seek(1)
         assert.are.same({ true, false }, { file:readBool(), file:readBool() })
         file:close()
      end)
   end)

   it('cuts off fractions, and refuses numbers beyond the type', function()
      local file = torch.MemoryFile()
      file:writeInt(-3.9)
      file:seek(1)
      assert.are.equal(-3, file:readInt())
      for _, case in ipairs { { 'Byte', 256 }, { 'Char', 200 }, { 'Short', 1e6 },
         { 'Int', 2 ^ 31 }, { 'Long', 2 ^ 63 }, { 'Long', 0 / 0 } } do
         local write = file['write' .. case[1]]
         assert.is_truthy(message(write, file, case[2]):match 'expected a')
      end
   end)

   it('reads nan and infinities in all their spellings', function()
      local file = memory 'nan -nan inf -inf NaN Infinity 1e400 -0 .5 5. 1E+2'
      local all = file:readDouble(11):totable()
      for _, i in ipairs { 1, 2, 5 } do assert.is_true(all[i] ~= all[i]) end
      assert.are.same({ math.huge, -math.huge, math.huge, math.huge },
         { all[3], all[4], all[6], all[7] })
      assert.are.equal(-math.huge, 1 / all[8])
      assert.are.same({ 0.5, 5, 100 }, { all[9], all[10], all[11] })
   end)

   it('reads lines, all the rest, and a number of bytes', function()
      local path = written 'one\n\ntwo words\nrest\nand more'
      for _, file in ipairs { torch.DiskFile(path), memory(content(path)) } do
         assert.are.equal('one', file:readString '*l')
         assert.are.equal('', file:readString '*line')
         assert.are.equal('two', file:readString(3))
         assert.are.equal(' words', file:readString '*l')
         assert.are.equal('rest\nand more', file:readString '*a')
         local text = message(file.readString, file, '*a')
         assert.is_truthy(text:match 'truncated at byte 28')
         text = message(file.readString, file, '*n')
         assert.is_truthy(text:match "expected '%*a' or '%*l'")
      end
   end)

   it('counts positions from 1, and refuses those that are not there', function()
      eachFile(function(file)
         assert.are.equal(1, file:position())
         assert.are.equal(5, file:writeString 'abcde')
         assert.are.equal(6, file:position())
         assert.are.equal('cd', file:seek(3):readString(2))
         assert.are.equal(6, file:seekEnd():position())
         for _, bad in ipairs { 0, -1, 1.5, 0 / 0, 'x' } do
            assert.is_truthy(message(file.seek, file, bad):match 'seek: position')
         end
         file:close()
      end)
      local three = memory 'abc'
      assert.is_truthy(message(three.seek, three, 9):match 'it has 3 bytes')
   end)

   it('mixes reading and writing at one position', function()
      eachFile(function(file)
         file:writeString 'hello world'
         file:seek(1)
         assert.are.equal('hello', file:readString(5))
         file:writeString '-'
         assert.are.equal('world', file:readString(5))
         assert.are.equal('hello-world', file:seek(1):readString '*a')
         file:close()
      end)
   end)

   it('raises at the end, or in quiet mode sets a flag and counts', function()
      for _, file in ipairs { torch.DiskFile(written '1 2 x'), memory '1 2 x' } do
         assert.is_truthy(message(file.readInt, file, 3):match 'element 3 of 3 i32')
         file:seek(1):quiet()
         assert.is_true(file:isQuiet() and file:hasError())
         file:clearError()
         assert.is_false(file:hasError())
         assert.are.same({ 1, 2 }, file:readInt(5):totable())
         assert.is_true(file:hasError())
         assert.is_false(file:pedantic():isQuiet())
      end
   end)

   it('refuses what it is not open for, and everything once closed', function()
      local path = written 'abc'
      local file = torch.DiskFile(path)
      assert.is_truthy(message(file.writeInt, file, 1):match 'only open for reading')
      assert.is_true(file:isReadable() and not file:isWritable())
      file:close()
      for _, method in ipairs { 'readInt', 'close', 'position', 'synchronize' } do
         assert.is_truthy(message(file[method], file):match 'is closed')
      end
      assert.are.equal('torch.DiskFile on <' .. path .. '> [status: closed -- mode r ]',
         tostring(file))
      os.remove(path)
      local out = torch.DiskFile(path, 'w')
      assert.is_truthy(message(out.readInt, out):match 'only open for writing')
      out:close()
      os.remove(path)
   end)

   it('refuses arguments of other kinds, naming them', function()
      local file = torch.MemoryFile()
      for _, bad in ipairs { 'x', {}, true, torch.FloatStorage(2), -1 } do
         assert.is_truthy(message(file.readInt, file, bad):match '^.-readInt: argument 1')
      end
      assert.is_truthy(message(file.writeInt, file, 'x'):match 'a number or a')
      assert.is_truthy(message(file.writeString, file, 5):match 'expected a string')
      assert.is_truthy(message(file.readInt, nil):match 'self is nil, expected a file')
      assert.is_truthy(message(file.readInt, { handle = 5 }):match 'expected a file')
      assert.is_truthy(message(torch.DiskFile, 7):match 'name is 7, expected a string')
      assert.is_truthy(message(torch.DiskFile, '/x', 'q'):match "mode is 'q'")
      local noEnd = torch.CharStorage { 1 }
      assert.is_truthy(message(torch.MemoryFile, noEnd):match 'ends with')
      assert.is_truthy(message(torch.MemoryFile, torch.IntStorage(1)):match 'CharStorage')
   end)

   it('takes no more memory than the file has, whatever count is asked', function()
      local file, counters = memory '1 2', require 'cbind.memory'.counters
      local before = counters.allocated
      assert.is_truthy(message(file.readDouble, file, 2 ^ 40):match 'truncated')
      assert.are.same({ 1, 2 }, file:quiet():readDouble(2 ^ 40):totable())
      assert.is_true(counters.allocated - before < 2 ^ 16)
   end)
end)
