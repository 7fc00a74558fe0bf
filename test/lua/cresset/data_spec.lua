--- Data sets: drawn, read from IDX files, found and fetched.

local torch = require 'torch'
local data = require 'cresset.data'
local child = require 'test.support.child'

local function big(n)
   local bytes = {}
   for i = 4, 1, -1 do bytes[i], n = n % 256, math.floor(n / 256) end
   return string.char(unpack(bytes))
end

-- A file with this text; gzip compresses it.
local function file(text, compressed)
   local path = os.tmpname()
   local out = assert(io.open(path, 'wb'))
   out:write(text)
   out:close()
   if compressed then
      assert(os.execute(('f=%s; gzip -c $f >$f.gz && mv $f.gz $f'):format(path)))
   end
   return path
end

local function problem(text, compressed)
   local path = file(text, compressed)
   local well, message = pcall(data.idx, path)
   os.remove(path)
   assert.is_false(well)
   assert.is_truthy(message:find(path, 1, true))
   return (message:gsub('^.-idx: [^:]*: ', ''))
end

local BYTES = '\0\0\8\2' .. big(2) .. big(3) .. '\0\1\2\253\254\255'

describe('data.idx', function()
   it('reads plain and compressed files', function()
      for _, compressed in ipairs { false, true } do
         local path = file(BYTES, compressed)
         local tensor = data.idx(path)
         assert.are.equal('torch.ByteTensor', tensor:type())
         assert.are.same({ { 0, 1, 2 }, { 253, 254, 255 } }, tensor:totable())
         os.remove(path)
      end
   end)

   it('reads every element type, most significant byte first', function()
      for code, case in pairs {
         ['\9'] = { 'Char', '\255', -1 },
         ['\11'] = { 'Short', '\255\254', -2 },
         ['\12'] = { 'Int', '\0\1\0\2', 65538 },
         ['\13'] = { 'Float', '\63\192\0\0', 1.5 },
         ['\14'] = { 'Double', '\192\4\0\0\0\0\0\0', -2.5 },
      } do
         local path = file('\0\0' .. code .. '\1' .. big(1) .. case[2])
         local tensor = data.idx(path)
         assert.are.equal('torch.' .. case[1] .. 'Tensor', tensor:type())
         assert.are.equal(case[3], tensor[1])
         os.remove(path)
      end
   end)

   it('refuses other files, naming them', function()
      assert.are.equal('truncated at byte 0 of 4', problem '')
      assert.are.equal('begins with 50 4b 03, expected 00 00 and an element type',
         problem 'PK\3\4 and so on')
      assert.are.equal('has 0 dimensions, expected 1 to 16', problem '\0\0\8\0')
      assert.are.equal('size 1 is 0', problem('\0\0\8\1' .. big(0)))
      assert.is_truthy(pcall(data.idx, '/nonexistent') == false)
      assert.has_error(function() data.idx(nil) end,
         'idx: path is nil, expected a string')
   end)

   it('refuses every truncation, plain and compressed', function()
      for length = 0, #BYTES - 1 do
         assert.is_string(problem(BYTES:sub(1, length)))
         assert.is_string(problem(BYTES:sub(1, length), true))
      end
      local path = file(BYTES, true)
      local all = assert(io.open(path, 'rb')):read '*a'
      os.remove(path)
      for length = 1, #all - 1 do assert.is_string(problem(all:sub(1, length))) end
      local wrong = all:sub(1, -9) .. '\1\2\3\4' .. all:sub(-4)
      assert.are.equal('damaged: incorrect data check', problem(wrong))
   end)

   it('refuses data that go on after the last element', function()
      assert.are.equal('has 19 bytes but declares 18', problem(BYTES .. 'x'))
      assert.are.equal('goes on after the 6 elements it declares',
         problem(BYTES .. 'x', true))
   end)

   it('refuses sizes beyond the file before it takes memory', function()
      local counters = require 'cbind.memory'.counters
      local before = counters.allocated
      local huge = '\0\0\14\4' .. big(2 ^ 31):rep(3) .. big(2)
      assert.are.equal('declares more elements than any memory holds', problem(huge))
      assert.is_string(problem('\0\0\8\1' .. big(2 ^ 32 - 1), true))
      assert.is_truthy(problem('\0\0\8\1' .. big(2 ^ 32 - 1), true):match '^declares')
      assert.is_true(counters.allocated - before < 2 ^ 16)
   end)
end)

local function mean(tensor)
   local values, total = tensor:clone():storage(), 0
   for i = 1, #values do total = total + values[i] end
   return total / #values
end

describe('data.digits', function()
   it('has the shapes and labels of MNIST, each digit equally often', function()
      local set = data.digits { train = 200, test = 50 }
      assert.are.same({ 200, 1, 28, 28 }, set.train.data:size():totable())
      assert.are.same({ 50, 1, 28, 28 }, set.test.data:size():totable())
      local counts = {}
      for i = 1, 200 do
         local label = set.train.label[i]
         counts[label] = (counts[label] or 0) + 1
      end
      assert.are.same({ 20, 20, 20, 20, 20, 20, 20, 20, 20, 20 }, counts)
   end)

   it('draws the same images for a seed, however many and with any threads', function()
      local threads = torch.getnumthreads()
      torch.setnumthreads(1)
      local one = data.digits { train = 300, test = 10, seed = 5 }.train
      torch.setnumthreads(4)
      local four = data.digits { train = 130, test = 10, seed = 5 }.train
      local other = data.digits { train = 130, test = 10, seed = 6 }
      torch.setnumthreads(threads)
      local same = one.data:narrow(1, 1, 130)
      assert.are.equal(torch.serialize(same:clone()), torch.serialize(four.data:clone()))
      assert.are_not.equal(torch.serialize(same:clone()),
         torch.serialize(other.train.data:clone()))
   end)

   it('draws ink in the middle and paper at the border', function()
      local images = data.digits { train = 500, test = 10 }.train.data
      local middle = images:narrow(3, 8, 14):narrow(4, 8, 14)
      local rim = images:narrow(3, 1, 2)
      assert.is_true(mean(middle) > 40)
      assert.is_true(mean(rim) < 8)
   end)

   it('takes 10,000 images in under 5 s', function()
      local before = os.clock()
      data.digits { train = 10000, test = 1 }
      assert.is_true(os.clock() - before < 5)
   end)

   it('refuses options that make no sense', function()
      for _, options in ipairs { { train = 0 }, { train = 2.5 }, { test = 'x' },
         { seed = -1 }, { tests = 3 } } do
         assert.has_error(function() data.digits(options) end)
      end
   end)
end)

describe('data.path', function()
   local LOOK = [[
      local data = require 'cresset.data'
      data.registry['a/b.txt'] = { size = %d, sha256 =
         'a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447',
         urls = { 'file:///nonexistent', 'file://%s' } }
      local path, problem = data.path('a/b.txt')
      print(path or problem)
   ]]

   local function look(size, source, environment)
      return child(LOOK:format(size, source), environment)
   end

   it('finds a file, fetches one it knows, and refuses one that differs', function()
      local source, cache = file 'hello world\n', os.tmpname()
      os.remove(cache)
      local at = cache .. '/cresset/data/a/b.txt'
      -- curl hangs below the libraries of the sanitizers.
      local environment = 'env -u LD_PRELOAD -u CRESSET_LIBRARY XDG_CACHE_HOME=' .. cache
      assert.is_truthy(look(13, source, environment):match 'has 12 bytes instead of 13')
      local other = look(12, file 'hello worlt\n', environment)
      assert.is_truthy(other:match 'another SHA%-256')
      assert.is_nil(io.open(at))
      assert.are.equal(at .. '\n', look(12, source, environment))
      assert.are.equal(at .. '\n', look(12, '/nonexistent', environment))
      local named = environment .. ' CRESSET_DATA=' .. cache .. '/cresset/data'
      assert.are.equal(at .. '\n', look(12, '/nonexistent', named))
      os.execute('rm -r ' .. cache)
   end)

   it('tells where it looked, and stays within the folders', function()
      local path, reason = data.path('no/such/file')
      assert.is_nil(path)
      assert.is_truthy(reason:match '^data: no/such/file is not on this machine')
      for _, name in ipairs { '../x', '/etc/passwd', 'a/../../b', '', 7 } do
         assert.has_error(function() data.path(name) end)
      end
   end)
end)

describe('data.mnist', function()
   local set = data.mnist { download = false }
   if not set then
      pending 'is read: skipped, no data'
      return
   end

   it('has 60,000 and 10,000 digits, in the original order', function()
      assert.are.same({ 60000, 1, 28, 28 }, set.train.data:size():totable())
      assert.are.same({ 10000, 1, 28, 28 }, set.test.data:size():totable())
      assert.are.same({ 6, 1, 5, 2, 10 }, set.train.label:narrow(1, 1, 5):totable())
      assert.are.equal(10000, set.test.label:size(1))
   end)
end)
