--- Storages whose memory is a file: torch.FloatStorage(name, shared, size, sharedMem).

local torch = require 'torch'
local child = require 'test.support.child'

local path

local function content()
   local file = assert(io.open(path, 'rb'))
   local text = file:read '*a'
   file:close()
   return text
end

local function write(text)
   local file = assert(io.open(path, 'wb'))
   file:write(text)
   file:close()
end

local function message(...)
   local well, text = pcall(...)
   assert.is_false(well)
   return text
end

-- What a mapped storage may let go of is closed by the collector.
local function collect()
   collectgarbage()
   collectgarbage()
end

describe('a storage of a file', function()
   before_each(function()
      path = os.tmpname()
      write '\1\2\3\4\5\6\7\8'
   end)

   after_each(function() os.remove(path) end)

   it('has the bytes of the file, in every type', function()
      assert.are.same({ 1, 2, 3, 4, 5, 6, 7, 8 }, torch.ByteStorage(path):totable())
      assert.are.same({ 513, 1027, 1541, 2055 }, torch.ShortStorage(path):totable())
      assert.are.same({ 67305985, 134678021 }, torch.IntStorage(path):totable())
      for kind, size in pairs { Byte = 1, Char = 1, Short = 2, Half = 2, BFloat16 = 2,
         Int = 4, Float = 4, Long = 8, Double = 8 } do
         local storage = torch[kind .. 'Storage'](path)
         assert.are.equal(8 / size, storage:size())
         local as = torch[kind .. 'Storage'](8 / size)
         as:copy(storage)
         assert.are.same(as:totable(), storage:totable())
      end
   end)

   it('keeps what is written to itself, unless it is shared', function()
      local own = torch.ByteStorage(path)
      own:fill(9)
      assert.are.same({ 9, 9 }, { own[1], own[8] })
      assert.are.equal('\1\2\3\4\5\6\7\8', content())
      local shared = torch.ByteStorage(path, true)
      shared[2] = 200
      assert.are.equal('\1\200\3\4\5\6\7\8', content())
      assert.are.equal(200, torch.ByteStorage(path, true)[2])
      assert.are.equal(9, own[2])
   end)

   it('is made and grows when it is shared, and has as many elements as asked', function()
      local storage = torch.IntStorage(path, true, 5)
      assert.are.same({ 67305985, 134678021, 0, 0, 0 }, storage:totable())
      storage[5] = -1
      assert.are.equal('\1\2\3\4\5\6\7\8' .. ('\0'):rep(8) .. ('\255'):rep(4), content())
      assert.are.same({ 1, 2, 3 }, torch.ByteStorage(path, false, 3):totable())
      assert.are.equal(20, #content())
      os.remove(path)
      torch.FloatStorage(path, true, 3):fill(1.5)
      assert.are.same({ 1.5, 1.5, 1.5 }, torch.FloatStorage(path):totable())
      local pipe = io.popen('stat -c %a ' .. path)
      assert.are.equal('600\n', pipe:read '*a')
      pipe:close()
   end)

   it('is the memory of tensors, which stay when it is collected', function()
      local tensor = torch.ByteTensor(torch.ByteStorage(path, true), 1,
         torch.LongStorage { 2, 4 })
      collect()
      tensor:t():add(1)
      assert.are.equal('\2\3\4\5\6\7\8\9', content())
      tensor = nil
      collect()
      assert.are.equal(2, torch.ByteStorage(path)[1])
      assert.is_nil(tensor)
   end)

   it('is shared between processes, by file and by shared memory', function()
      local name = '/cresset-spec-' .. path:match '[^/]+$'
      for _, isMemory in ipairs { false, true } do
         local at = isMemory and name or path
         local storage = torch.DoubleStorage(at, true, 4, isMemory)
         storage[1] = 0.5
         local output = child(([[
            local torch = require 'torch'
            local storage = torch.DoubleStorage('%s', true, 0, %s)
            storage[2] = storage[1] + 1
            print(#storage)
         ]]):format(at, isMemory))
         assert.are.equal('4\n', output)
         assert.are.equal(1.5, storage[2])
      end
      os.remove('/dev/shm' .. name)
   end)

   it('cannot be resized, nor can its tensors beyond it', function()
      local storage = torch.ByteStorage(path, true)
      local text = message(storage.resize, storage, 9)
      assert.is_truthy(text:match
         'resize: storage is mapped from a file and keeps its 8 elements, 9 were asked')
      assert.is_string(message(storage.resize, storage, 4))
      local tensor = torch.ByteTensor(storage)
      assert.is_string(message(tensor.resize, tensor, 9))
      assert.are.same({ 8 }, tensor:size():totable())
      assert.are.equal(36, tensor:sum())
      tensor:resize(2, 2)
      assert.are.same({ { 1, 2 }, { 3, 4 } }, tensor:totable())
   end)

   it('is refused with the name of the file', function()
      write '12345'
      for text, f in pairs {
         ['/nowhere/x: cannot open: No such file'] = function()
            torch.FloatStorage '/nowhere/x'
         end,
         ['/nowhere/y: cannot open: No such file'] = function()
            torch.FloatStorage('/nowhere/y', true, 4)
         end,
         ['/tmp: is no regular file'] = function() torch.FloatStorage '/tmp' end,
         ['/tmp: cannot open: Is a directory'] = function()
            torch.FloatStorage('/tmp', true, 4)
         end,
         [path .. ': has 5 bytes, no whole number of elements of 4'] = function()
            torch.FloatStorage(path)
         end,
         [path .. ': has 5 bytes, too few for 2 elements of 4'] = function()
            torch.FloatStorage(path, false, 2)
         end,
         [path .. ': cannot extend it: '] = function()
            torch.ByteStorage(path, true, 2 ^ 52)
         end,
         ['/dev/null: is no regular file'] = function()
            torch.ByteStorage('/dev/null', true, 2)
         end,
         ['the file name is empty'] = function() torch.ByteStorage '' end,
         ['argument 2 is 3, expected true or false'] = function()
            torch.ByteStorage(path, 3)
         end,
         ["size is 'x', expected a whole number"] = function()
            torch.ByteStorage(path, true, 'x')
         end,
         ['size is -1'] = function() torch.ByteStorage(path, true, -1) end,
         ['argument 4 is 1, expected true or false'] = function()
            torch.ByteStorage(path, true, 2, 1)
         end,
      } do
         local problem = message(f)
         assert.is_truthy(problem:find(text, 1, true), problem)
      end
      assert.are.equal('12345', content())
      write ''
      assert.is_truthy(message(torch.ByteStorage, path):match ': is empty$')
      os.remove(path)
      assert.is_string(message(torch.ByteStorage, path, true, 2 ^ 52))
      assert.is_nil(io.open(path))
   end)

   it('may be read-only unless it is shared', function()
      local program = path .. '.lua'
      local file = assert(io.open(program, 'w'))
      file:write(([[
         package.path = './?.lua;./?/init.lua;./lua/?.lua;./lua/?/init.lua'
         local torch = require 'torch'
         print(torch.ByteStorage '%s'[8], pcall(torch.ByteStorage, '%s', true))
      ]]):format(path, path))
      file:close()
      os.execute('chmod 444 ' .. path .. ' ' .. program)
      local pipe = io.popen('if [ $(id -u) = 0 ]; then u="setpriv '
         .. '--bounding-set=-dac_override"; fi; $u luajit ' .. program .. ' 2>&1')
      local output = pipe:read '*a'
      pipe:close()
      os.remove(program)
      assert.is_truthy(output:match '^8\tfalse\t.*: cannot open: Permission denied\n$',
         output)
   end)

   it('that is cut off by another process is an error, and no signal', function()
      for _, shared in ipairs { 'true', 'false' } do
         write(('\7'):rep(2 ^ 16))
         local output, status = child(([[
            local torch = require 'torch'
            local storage = torch.ByteStorage('%s', %s)
            local tensor = torch.ByteTensor(storage)
            assert(tensor[1] == 7)
            os.execute 'truncate -s 4096 %s'
            print(pcall(tensor.sum, tensor))
            print(tensor[4096], tensor[4097], tensor:sum())
            os.execute 'truncate -s 0 %s'
            local output, problem = torch.ByteTensor(2 ^ 16), nil
            for _ = 1, 2 do
               local well, text = pcall(output.copy, output, tensor)
               problem = problem or not well and text
            end
            print(problem)
         ]]):format(path, shared, path, path))
         local lines = {}
         for line in output:gmatch '[^\n]+' do table.insert(lines, line) end
         assert.are.equal(0, status, output)
         local wanted = path .. ': was cut off while it was mapped'
         assert.is_truthy(lines[1]:match '^false' and lines[1]:find(wanted, 1, true),
            output)
         assert.are.equal(('7\t0\t%d'):format(4096 * 7), lines[2])
         assert.is_truthy(lines[3]:find(wanted, 1, true), output)
      end
   end)

   it('leaves other bus errors as they were', function()
      local _, status = child(([[
         local torch = require 'torch'
         local storage = torch.ByteStorage '%s'
         assert(storage[1] == 1)
         os.execute 'kill -BUS $PPID'
      ]]):format(path))
      -- The address sanitizer has a handler of its own, which ends the process with 1.
      assert.are.equal(os.getenv 'ASAN_OPTIONS' and 1 or 135, status)
   end)
end)
