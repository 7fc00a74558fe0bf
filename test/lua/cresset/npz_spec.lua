--- .npz files against NumPy itself, in both directions, and damaged ones.

local torch = require 'torch'
local npz = require 'cresset.npz'
local counters = require 'cbind.memory'.counters
local damage = require 'test.support.damage'
local python = require 'test.support.python'

local path = os.tmpname() .. '.npz'

local function problem(text) return damage.problem(path, text, npz.load) end

-- Numbers of the zip format, the lowest byte first.
local function little(number, size)
   local bytes = {}
   for i = 1, size do bytes[i], number = number % 256, math.floor(number / 256) end
   return string.char(unpack(bytes))
end

local function replaced(text, at, bytes)
   return text:sub(1, at - 1) .. bytes .. text:sub(at + #bytes)
end

local function keys(set)
   local names = {}
   for name in pairs(set) do table.insert(names, name) end
   table.sort(names)
   return names
end

describe('npz.load', function()
   it('reads what numpy.savez and savez_compressed write', function()
      for _, save in ipairs { 'savez', 'savez_compressed' } do
         python(([[
import sys, numpy as np
np.%s(sys.argv[1], w=np.arange(6, dtype='f4').reshape(2, 3), b=np.array([True, False]),
   **{'a.b': np.asfortranarray(np.arange(4).reshape(2, 2)), 'é': np.float16(2)},
   big=np.random.RandomState(1).randn(300000))]]):format(save), path)
         local set = npz.load(path)
         assert.are.same({ 'a.b', 'b', 'big', 'w', 'é' }, keys(set))
         assert.are.same({ { 0, 1, 2 }, { 3, 4, 5 } }, set.w:totable())
         assert.are.same({ { 0, 1 }, { 2, 3 } }, set['a.b']:totable())
         assert.are.same({ 'torch.ByteTensor', 'torch.HalfTensor', 'torch.LongTensor' },
            { set.b:type(), set['é']:type(), set['a.b']:type() })
         assert.are.equal(1.6243453636632417, set.big[1])
         assert.are.equal(300000, set.big:nElement())
      end
   end)

   it('reads members with fields of 64 bits, with sizes behind them, and comments',
      function()
      python([[
import io, sys, zipfile, numpy as np
class Pipe(io.RawIOBase):
   def __init__(self, f): self.f = f
   def writable(self): return True
   def write(self, b): return self.f.write(b)
data = io.BytesIO()
np.save(data, np.arange(5))
with open(sys.argv[1], 'wb') as f, zipfile.ZipFile(io.BufferedWriter(Pipe(f)), 'w') as z:
   with z.open('x.npy', 'w', force_zip64=True) as member: member.write(data.getvalue())
   z.writestr('y.npy', data.getvalue(), zipfile.ZIP_DEFLATED)
   z.comment = b'a comment with PK\5\6' + b'x' * 30]], path)
      local set = npz.load(path)
      assert.are.same({ 0, 1, 2, 3, 4 }, set.x:totable())
      assert.are.same({ 0, 1, 2, 3, 4 }, set.y:totable())
   end)

   it('reads a list whose numbers all stand in fields of 64 bits', function()
      npz.save(path, { x = torch.range(1, 3) })
      local text = damage.content(path)
      local list = text:find 'PK\1\2'
      local ending = text:find 'PK\5\6'
      local listed = text:sub(list, ending - 1)
      local size, at = listed:sub(21, 24), listed:sub(43, 46)
      listed = replaced(replaced(listed, 21, ('\255'):rep(8)), 43, ('\255'):rep(4))
      listed = replaced(listed, 31, '\28\0') .. '\1\0\24\0' .. size .. '\0\0\0\0' .. size
         .. '\0\0\0\0' .. at .. '\0\0\0\0'
      local wide = 'PK\6\6' .. little(44, 8) .. '\45\0\45\0' .. ('\0'):rep(8)
         .. little(1, 8):rep(2) .. little(#listed, 8) .. little(list - 1, 8)
      local locator = 'PK\6\7\0\0\0\0' .. little(list - 1 + #listed, 8) .. '\1\0\0\0'
      local last = 'PK\5\6\0\0\0\0\1\0\1\0' .. ('\255'):rep(8) .. '\0\0'
      local whole = text:sub(1, list - 1) .. listed .. wide .. locator .. last
      damage.write(path, whole)
      assert.are.same({ 1, 2, 3 }, npz.load(path).x:totable())
      local _, count = python([[
import sys, numpy as np
print(np.load(sys.argv[1])['x'])]], path):gsub('%[1. 2. 3.%]', '')
      assert.are.equal(1, count)
      assert.is_true(damage.corrupt(path, whole, npz.load) > 500)
   end)

   it('refuses sizes that are not true before it takes memory', function()
      npz.save(path, { x = torch.zeros(100) }, { compressed = true })
      local text = damage.content(path)
      local list = text:find 'PK\1\2'
      local before = counters.allocated
      for _, size in ipairs { 0, 1, 927, 929, 2 ^ 31, 2 ^ 32 - 1 } do
         assert.is_string(problem(replaced(text, list + 24, little(size, 4))))
      end
      assert.is_truthy(problem(replaced(text, list + 24, little(2 ^ 31, 4))):match
         'member 1 of 1 is listed wrongly$')
      for _, at in ipairs { 1, 2 ^ 31, 2 ^ 32 - 2 } do
         assert.is_string(problem(replaced(text, list + 42, little(at, 4))))
      end
      for _, count in ipairs { 0, 2, 60000 } do
         assert.is_string(problem(replaced(text, text:find 'PK\5\6' + 10,
            little(count, 2))))
      end
      -- The array itself declares a million numbers.
      python([[
import io, sys, zipfile, numpy as np
data = io.BytesIO()
np.lib.format.write_array_header_1_0(data, {'descr': '<f8', 'fortran_order': False,
   'shape': (1000000000,)})
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
   z.writestr('x.npy', data.getvalue())]], path)
      assert.are.equal('x: truncated: 8000000000 bytes of elements should follow, '
         .. 'but 0 do', problem(damage.content(path)))
      assert.is_true(counters.allocated - before < 2 ^ 20)
   end)

   it('refuses members that overlap, have one name, are encrypted or no arrays',
      function()
      npz.save(path, { x = torch.ones(3), y = torch.zeros(3) })
      local text = damage.content(path)
      local first = text:find 'PK\1\2'
      local second = text:find('PK\1\2', first + 1, true)
      assert.is_truthy(problem(replaced(text, second + 42, little(0, 4)))
         :match "^'y' begins at byte 0, but byte %d+ is where")
      assert.is_truthy(problem(replaced(text, first + 46, 'y'))
         :match "two entries have the name 'y'")
      assert.are.equal('x: is encrypted', problem(replaced(text, first + 8, '\1')))
      assert.are.equal('x: is compressed by method 14, expected 0 or 8',
         problem(replaced(text, first + 10, '\14')))
      for at = first + 16, first + 19 do
         local sum = replaced(text, at, text:byte(at) == 1 and '\2' or '\1')
         assert.is_truthy(problem(sum):match '^x: damaged: its checksum is %x+, expected ')
      end
      python([[
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as z: z.writestr('note.txt', 'hello world')]], path)
      assert.are.equal('note.txt: is no .npy data: it begins with 68 65 6c 6c',
         problem(damage.content(path)))
      assert.is_truthy(problem 'PK\3\4':match 'no zip archive')
   end)

   it('refuses bytes behind the compressed ones', function()
      npz.save(path, { x = torch.zeros(100) }, { compressed = true })
      local text = damage.content(path)
      local list = text:find 'PK\1\2'
      local packed = text:byte(list + 20) + 256 * text:byte(list + 21)
      local longer = replaced(text, list + 20, little(packed + 3, 4))
      longer = longer:sub(1, list - 1) .. 'xyz' .. longer:sub(list)
      longer = replaced(longer, longer:find 'PK\5\6' + 16, little(list + 2, 4))
      assert.are.equal('x: damaged: it does not end where it should', problem(longer))
   end)

   for _, compressed in ipairs { false, true } do
      it('refuses every truncation, and survives any changed byte, compressed: '
         .. tostring(compressed), function()
         npz.save(path, { x = torch.range(1, 4), y = { torch.ByteTensor { 1, 2 } } },
            { compressed = compressed })
         local text = damage.content(path)
         damage.truncate(path, text, npz.load)
         assert.is_true(damage.corrupt(path, text, npz.load) > 500)
      end)
   end
end)

describe('npz.save', function()
   it('is read by NumPy and by unzip, which finds no fault', function()
      for _, compressed in ipairs { false, true } do
         npz.save(path, { conv = { weight = torch.range(1, 4):float():view(2, 2) },
            list = { torch.ByteTensor { 7 }, torch.LongTensor { -1 } },
            ['größe'] = torch.HalfTensor { 0.5 }, big = torch.zeros(400, 400) },
            { compressed = compressed })
         assert.are.equal([[
big float64 (400, 400) 0.0
conv.weight float32 (2, 2) 10.0
größe float16 (1,) 0.5
list.1 uint8 (1,) 7
list.2 int64 (1,) -1
None
]], python([[
import sys, zipfile, numpy as np
z = np.load(sys.argv[1])
for k in z: print(k, z[k].dtype, z[k].shape, z[k].sum())
print(zipfile.ZipFile(sys.argv[1]).testzip())]], path))
      end
   end)

   it('compresses, and makes equal files of equal tensors', function()
      local set = { a = torch.zeros(1000), b = torch.ones(1000) }
      npz.save(path, set, { compressed = true })
      local text = damage.content(path)
      assert.is_true(#text < 1000)
      npz.save(path, { b = set.b, a = set.a }, { compressed = true })
      assert.are.equal(text, damage.content(path))
   end)

   it('keeps every value when it is read again', function()
      local set = { a = torch.randn(30, 40), b = torch.IntTensor { -5 },
         c = torch.DoubleTensor() }
      npz.save(path, set)
      local again = npz.load(path)
      assert.are.same({ 'a', 'b', 'c' }, keys(again))
      assert.are.equal(torch.serialize(set.a), torch.serialize(again.a))
      assert.are.equal(0, again.c:nElement())
   end)

   it('refuses what has no name, and leaves the old file', function()
      npz.save(path, { x = torch.ones(1) })
      local deep = {}
      for _ = 1, 200 do deep = { deep } end
      for text, wrong in pairs {
         ['argument 2 is 5'] = 5,
         ["y is 'text'"] = { y = 'text' },
         ['y.z is true'] = { y = { z = true } },
         ["two entries have the name 'a.b'"] = { ['a.b'] = torch.ones(1),
            a = { b = torch.ones(1) } },
         ['a name is not UTF%-8'] = { ['\255'] = torch.ones(1) },
         ['a name has 5000 bytes'] = { [('x'):rep(5000)] = torch.ones(1) },
         ['is a table, expected a tensor'] = deep,
      } do
         local well, message = pcall(npz.save, path, wrong)
         assert.is_false(well)
         assert.is_truthy(message:match(text), message)
      end
      assert.has_error(function() npz.save(path, {}, { level = 1 }) end)
      assert.are.same({ 1 }, npz.load(path).x:totable())
   end)
end)

os.remove(path)
