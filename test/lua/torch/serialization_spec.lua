--- torch.save and torch.load: what is kept, what is refused, what a failure leaves;
-- damaged files give an error or an object, with little memory, and never a crash.

local torch = require 'torch'
local child = require 'test.support.child'
local counters = require 'cbind.memory'.counters

local GOLDEN = 'test/golden/t7/'

local function content(path)
   local file = assert(io.open(path, 'rb'))
   local text = file:read '*a'
   file:close()
   return text
end

local function message(f, ...)
   local well, text = pcall(f, ...)
   assert.is_false(well)
   return text
end

-- What the folder of a path holds under that path's name.
local function leftovers(path)
   local pipe = io.popen("ls -d '" .. path .. "'*")
   local text = pipe:read '*a'
   pipe:close()
   return text
end

describe('torch.save', function()
   it('keeps every value, shared and cyclic', function()
      local path, base = os.tmpname(), torch.FloatTensor { { 1, 2 }, { 3, 4 } }
      local object = { base, base:t(), base:storage(), base, 'text', 1.5, true, n = {} }
      object.self, object.n.up = object, object
      for _, mode in ipairs { 'binary', 'ascii' } do
         torch.save(path, object, mode)
         local loaded = torch.load(path, mode)
         assert.are.equal(loaded, loaded.self)
         assert.are.equal(loaded, loaded.n.up)
         assert.are.equal(loaded[1], loaded[4])
         loaded[2][2][1] = 9
         assert.are.equal(9, loaded[1][1][2])
         assert.are.equal(9, loaded[3][2])
         assert.are.same({ 'text', 1.5, true }, { loaded[5], loaded[6], loaded[7] })
      end
      os.remove(path)
   end)

   it('forgets sharing where referenced is false', function()
      local path, t = os.tmpname(), { 1 }
      torch.save(path, { t, t }, 'binary', false)
      local loaded = torch.load(path, 'binary', false)
      assert.are_not.equal(loaded[1], loaded[2])
      os.remove(path)
   end)

   it('uses the read and write methods of a class, and its version', function()
      local Point = torch.class('torch.SpecPoint')
      function Point:__init(x) self.x, self.cache = x, {} end
      function Point:write(file) file:writeDouble(self.x) end
      function Point:read(file, version)
         self.x, self.version = file:readDouble(), version
      end
      Point.__version = 3
      local loaded = torch.deserialize(torch.serialize { torch.SpecPoint(2.5) })[1]
      assert.are.equal('torch.SpecPoint', torch.typename(loaded))
      assert.are.same({ 2.5, 3 }, { loaded.x, loaded.version })
   end)

   it('leaves the old file and no other when it fails', function()
      local path = os.tmpname()
      torch.save(path, 'old')
      local before = content(path)
      assert.is_truthy(message(torch.save, path, { 1, { a = coroutine.create(print) } })
         :match 'writeObject: cannot write a thread at 2%.a')
      assert.are.equal(before, content(path))
      assert.are.equal(path .. '\n', leftovers(path))
      os.remove(path)
      assert.is_truthy(message(torch.save, '/nonexistent/x', 1):match
         'save: /nonexistent/x: cannot open: No such file')
      assert.is_truthy(message(torch.save, '/dev/full', 1)
         :match 'save: /dev/full: cannot write: No space left')
   end)

   it('leaves the old file when it is killed', function()
      local path = os.tmpname()
      torch.save(path, 'old')
      child(([[
         local torch = require 'torch'
         local Killer = torch.class 'torch.Killer'
         function Killer:write(file)
            file:writeString(('x'):rep(1e6))
            os.execute 'kill -9 $PPID'
         end
         torch.save('%s', { torch.Killer(), 1 })
      ]]):format(path))
      assert.are.equal('old', torch.load(path))
      os.execute('rm -f ' .. path .. '*')
   end)

   it('follows links and keeps permissions', function()
      local path, link = os.tmpname(), os.tmpname()
      os.remove(link)
      os.execute(('chmod 640 %s; ln -s %s %s'):format(path, path, link))
      torch.save(link, 5)
      assert.are.equal(5, torch.load(path))
      local ask = ('stat -c %%a %s; test -L %s && echo link'):format(path, link)
      local pipe = io.popen(ask)
      assert.are.equal('640\nlink\n', pipe:read '*a')
      pipe:close()
      os.remove(path)
      os.remove(link)
   end)
end)

describe('torch.load', function()
   it('refuses functions unless they are allowed', function()
      local path, k = os.tmpname(), 2
      local function twice(x) k = k + 1 return x * k end
      torch.save(path, { twice, function() return k end })
      local text = message(torch.load, path)
      assert.is_truthy(text:match('load: ' .. path .. ': before byte %d+ is a function'))
      assert.is_truthy(text:match '{functions = true}')
      local loaded = torch.load(path, 'binary', { functions = true })
      assert.are.equal(15, loaded[1](5))
      assert.are.equal(3, loaded[2]())
      assert.is_false((pcall(torch.deserialize, torch.serialize(twice))))
      os.remove(path)
   end)

   it('clones functions through a memory file', function()
      local file = torch.MemoryFile()
      file:writeObject { f = function(x) return x + 1 end }
      assert.are.equal(3, file:seek(1):readObject().f(2))
   end)

   it('gives a stand-in for a class that is not loaded', function()
      local Gone = torch.class('torch.SpecGone')
      function Gone:__init() self.weight = torch.Tensor { 1, 2 } end
      local text = torch.serialize(torch.SpecGone())
         :gsub('\14(%z%z%z)torch%.SpecGone', '\13%1dp.SpecAbsent')
      local object = torch.deserialize(text)
      assert.are.equal('dp.SpecAbsent', torch.typename(object))
      assert.are.same({ 1, 2 }, object.weight:totable())
      assert.are.equal("dp.SpecAbsent: its class is not loaded; "
         .. "the rock 'dp' would define it", tostring(object))
      assert.are.equal(text, torch.serialize(object))
   end)

   it('names the rock of a class that is not loaded where its object is used', function()
      local unknown = require 'torch.unknown'
      for name, rock in pairs { ['nn.LSTM'] = 'rnn', ['nn.gModule'] = 'nngraph',
         ['nn.Serial'] = 'dpnn', ['nn.DataParallelTable'] = 'cunn',
         ['cudnn.SpatialConvolution'] = 'cudnn', ['image.Thing'] = 'image',
         ['tds.Hash'] = 'tds', ['torch.CudaByteTensor'] = 'cutorch' } do
         assert.are.equal(rock, unknown.rockOf(name))
      end
      local object = unknown.new('cudnn.ReLU', 1)
      object.inplace = true
      assert.is_nil(object.weight)
      assert.are.equal(true, object.inplace)
      assert.is_truthy(message(function() object:forward(1) end):match("_spec.lua:%d+: "
         .. "cudnn.ReLU: its class is not loaded; the rock 'cudnn' would define it$"))
   end)

   it('names the rock of a class that alone can read its object', function()
      -- tds.Hash: the number of its pairs, then keys and values.
      local text = '4\n1\n3\nV 0\n8\ntds.Hash\n2\n2\n1\na\n1\n1\n'
      local problem = message(torch.deserialize, text, 'ascii')
      assert.is_truthy(problem:match "a 'tds.Hash', which only its rock 'tds' can read$")
      problem = message(torch.deserialize, '4\n1\n5\nx.Yes\n0\n', 'ascii')
      assert.is_truthy(problem:match "'x.Yes', which this program cannot read; its rock is 'x'")
   end)

   it('reads for the device that is asked for', function()
      local text = torch.serialize(torch.FloatTensor { 1, 2 }, 'ascii')
      text = text:gsub('17\ntorch.FloatTensor', '16\ntorch.CudaTensor')
         :gsub('18\ntorch.FloatStorage', '17\ntorch.CudaStorage')
      local function typeFor(device)
         return torch.type(torch.deserialize(text, 'ascii', { device = device }))
      end
      assert.are.equal('torch.FloatTensor', typeFor 'cpu')
      assert.is_truthy(message(typeFor, 'cuda'):match "device is 'cuda', expected 'cpu'")
      assert.is_truthy(message(typeFor, 1):match "device is 1, expected 'cpu'")
   end)

   it('reads CUDA tensors as those of the CPU', function()
      local text = torch.serialize(torch.FloatTensor { 1, 2 }, 'ascii')
      text = text:gsub('17\ntorch.FloatTensor', '16\ntorch.CudaTensor')
         :gsub('18\ntorch.FloatStorage', '17\ntorch.CudaStorage')
      local loaded = torch.deserialize(text, 'ascii')
      assert.are.equal('torch.FloatTensor', loaded:type())
      assert.are.same({ 1, 2 }, loaded:totable())
   end)

   it('reads files of 32-bit machines', function()
      local loaded = torch.load(GOLDEN .. 'longsize4.bin.t7', 'b32')
      assert.are.same({ 1, -2, 3 }, loaded[1]:totable())
      loaded = torch.load(GOLDEN .. 'longsize8.bin.t7', 'b64')
      assert.are.same({ 4, 5 }, loaded[2]:totable())
   end)

   it('names file, place and reason', function()
      local path = os.tmpname()
      assert.is_truthy(message(torch.load, path):match('_spec.lua:%d+: load: ' .. path
         .. ': truncated at byte 0: an int should follow$'))
      assert.is_truthy(message(torch.load, '/nonexistent'):match
         'load: /nonexistent: cannot open: No such file')
      assert.is_truthy(message(torch.load, 5):match 'load: file name is 5')
      assert.is_truthy(message(torch.load, path, 'b65'):match "load: mode is 'b65'")
      assert.is_truthy(message(torch.load, path, nil, { f = 1 }):match "no option 'f'")
      assert.is_truthy(message(torch.save, path, 1, 'b64'):match "save: mode is 'b64'")
      os.remove(path)
   end)

   it('refuses objects within objects without end', function()
      local deep = {}
      for _ = 1, 900 do deep = { deep } end
      assert.is_table(torch.deserialize(torch.serialize(deep)))
      local text = {}
      for i = 1, 5000 do text[i] = ('3\n%d\n1\n1\n1\n'):format(i) end
      assert.is_truthy(message(torch.deserialize, table.concat(text), 'ascii')
         :match 'nested deeper than 1000')
      for _ = 1, 200 do deep = { deep } end
      assert.is_truthy(message(torch.serialize, deep):match 'nested deeper than 1000')
   end)
end)

describe('a damaged object file', function()
   local files = { 'list.bin', 'shared_storage.bin', 'transposed.ascii', 'mixed.ascii',
      'tensor_Half.bin', 'closure.bin', 'criterion.bin' }

   -- Read it; an error must be one of the reader's. Gives whether it was read.
   local function try(text, mode)
      local before = counters.allocated
      local well, problem = pcall(torch.deserialize, text, mode, { functions = false })
      assert.is_true(counters.allocated - before < 2 ^ 20)
      if not well and not problem:match ': load: ' and not problem:match ': file: ' then
         error(problem)
      end
      return well
   end

   for _, name in ipairs(files) do
      local mode = name:match 'ascii' or 'binary'

      it('is an error at every truncation: ' .. name, function()
         local text = content(GOLDEN .. name .. '.t7')
         -- A part of the last number of a text is a number too.
         local last = mode == 'ascii' and #text:match '%S+%s*$' or 1
         for length = 0, #text - last do
            assert.is_false(try(text:sub(1, length), mode))
         end
      end)

      it('is an error or an object with any byte changed: ' .. name, function()
         local text = content(GOLDEN .. name .. '.t7')
         for at = 1, #text do
            for _, byte in ipairs { 0, 1, 7, 48, 57, 127, 128, 255 } do
               try(text:sub(1, at - 1) .. string.char(byte) .. text:sub(at + 1), mode)
            end
         end
      end)
   end

   it('is refused when a tensor reaches beyond its storage', function()
      local text = torch.serialize(torch.IntTensor { 1, 2, 3 }, 'ascii')
      for _, shape in ipairs { '4\n1', '2\n3', '3\n-1', '9223372036854775807\n1',
         '4611686018427387905\n4' } do
         local wrong = text:gsub('\n3\n1\n1\n', '\n' .. shape .. '\n1\n')
         assert.are_not.equal(text, wrong)
         assert.is_truthy(message(torch.deserialize, wrong, 'ascii'):match 'does not fit')
      end
      local offset = text:gsub('\n3\n1\n1\n', '\n3\n1\n2\n')
      assert.is_truthy(message(torch.deserialize, offset, 'ascii'):match 'does not fit')
   end)
end)
