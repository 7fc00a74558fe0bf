--- .npy files against NumPy itself, in both directions, and damaged ones.

local torch = require 'torch'
local npy = require 'cresset.npy'
local damage = require 'test.support.damage'
local python = require 'test.support.python'

local path = os.tmpname()

-- The array that a Python expression gives, as NumPy saves it.
local function saved(expression)
   python('import sys, numpy as np\n'
      .. ("open(sys.argv[1], 'wb').close(); np.save(open(sys.argv[1], 'wb'), %s)"):format(
      expression), path)
   return npy.load(path)
end

-- A file with this header, in version 1, and these elements.
local function made(header, elements)
   local length = string.char(#header % 256, math.floor(#header / 256))
   return '\147NUMPY\1\0' .. length .. header .. (elements or '')
end

local function problem(text) return damage.problem(path, text, npy.load) end

describe('npy.load', function()
   it('reads every type of number that NumPy has, in both byte orders', function()
      for code, case in pairs {
         ['?'] = { 'Byte', '[0, 1, 5]', { 0, 1, 1 } },
         u1 = { 'Byte', '[0, 255]', { 0, 255 } },
         i1 = { 'Char', '[-128, 127]', { -128, 127 } },
         i2 = { 'Short', '[-32768, 258]', { -32768, 258 } },
         u2 = { 'Int', '[65535, 1, 258]', { 65535, 1, 258 } },
         i4 = { 'Int', '[-2**31, 66051]', { -2 ^ 31, 66051 } },
         u4 = { 'Long', '[2**32 - 1, 1, 66051]', { 2 ^ 32 - 1, 1, 66051 } },
         i8 = { 'Long', '[-2**53, 2**40 + 1]', { -2 ^ 53, 2 ^ 40 + 1 } },
         u8 = { 'Long', '[2**53, 7]', { 2 ^ 53, 7 } },
         f2 = { 'Half', '[0.5, -65504, 6e-8]', { 0.5, -65504, 2 ^ -24 } },
         f4 = { 'Float', '[1.5, 3e38]', { 1.5, torch.FloatTensor { 3e38 }[1] } },
         f8 = { 'Double', '[0.1, -1e300]', { 0.1, -1e300 } },
      } do
         for _, order in ipairs { '<', '>' } do
            local tensor = saved(("np.array(%s).astype('%s%s')"):format(case[2], order,
               code))
            assert.are.equal('torch.' .. case[1] .. 'Tensor', tensor:type())
            assert.are.same(case[3], tensor:totable(), order .. code)
         end
      end
   end)

   it('refuses a number that no LongTensor holds', function()
      assert.has_error(function() saved "np.array([1, 2**63], 'u8')" end)
      assert.is_truthy(problem(damage.content(path)):match '^holds a number from 2%^63')
   end)

   it('keeps the order of Fortran by strides', function()
      local tensor = saved "np.asfortranarray(np.arange(24.).reshape(2, 3, 4))"
      assert.are.same({ 2, 3, 4 }, tensor:size():totable())
      assert.are.same({ 1, 2, 6 }, tensor:stride():totable())
      assert.are.equal(23, tensor[2][3][4])
      assert.are.equal(5, tensor[1][2][2])
   end)

   it('reads arrays without dimensions or elements, and large headers', function()
      assert.are.same({ 7.5 }, saved 'np.array(7.5)':totable())
      assert.are.equal(0, saved 'np.zeros((3, 0, 2))':nElement())
      assert.are.equal(16, saved 'np.zeros((1,) * 16)':dim())
      python([[
import sys, numpy as np
np.lib.format.write_array(open(sys.argv[1], 'wb'), np.arange(3), version=(2, 0))]], path)
      assert.are.same({ 0, 1, 2 }, npy.load(path):totable())
      local header = '{"shape":(2L,),"fortran_order" : False,"descr":"<i1"}'
      damage.write(path, made(header, '\1\2'))
      assert.are.same({ 1, 2 }, npy.load(path):totable())
   end)

   it('reads a file whose length the system does not tell', function()
      saved 'np.arange(300000)'
      local fifo = path .. '.fifo'
      os.execute(('mkfifo %s; cat %s >%s &'):format(fifo, path, fifo))
      assert.are.equal(299999, npy.load(fifo)[300000])
      os.remove(fifo)
   end)

   it('refuses what is no number', function()
      for expression, text in pairs {
         ["np.array([1j])"] = "the type '<c16'",
         ["np.array(['a'])"] = "the type '<U1'",
         ["np.zeros(2, dtype=[('a', 'f4')])"] = 'an element type that is no single word',
         ["np.array([{}])"] = "the type '|O'",
         ["np.zeros((1,) * 17)"] = 'no shape of at most 16 sizes',
         ["np.zeros(2, 'f16')"] = "the type '<f16'",
      } do
         local well, message = pcall(saved, expression)
         assert.is_false(well)
         assert.is_truthy(message:find(text, 1, true), message)
      end
   end)

   it('refuses false headers', function()
      local function header(descr, order, shape, more)
         return made(("{'descr': %s, 'fortran_order': %s, 'shape': %s%s}"):format(descr,
            order, shape, more or ''), ('x'):rep(64))
      end
      assert.is_nil(problem(header("'<f8'", 'False', '(8,)')))
      assert.is_nil(problem(header("'<f8'", 'True', '(2, 4,)', ',')))
      for _, wrong in ipairs {
         header("'<f8'", 'False', '(9,)'), header("'<f8'", 'False', '(8)'),
         header("'<f8'", 'False', '(8, -1)'), header("'<f8'", 'False', '(2.0,)'),
         header("'<f8'", 'False', '(4611686018427387904, 2)'),
         header("'<f8'", 'False', '(2147483648, 2147483648, 4)'),
         header("'<f8'", 'False', '(18446744073709551617,)'),
         header("'<f8'", '1', '(8,)'), header("'\\x3cf8'", 'False', '(8,)'),
         header("'<f8'", 'False', '(8,)', ", 'x': 1"),
         header("'<f8'", 'False', '(8,)', ", 'shape': (8,)"),
         header("'f8", 'False', '(8,)'), header("__import__('os')", 'False', '(8,)'),
         made('', ''), made('{}', ''), made("{'descr': '<f8'}", ''),
         '\147NUMPY\4\0' .. header("'<f8'", 'False', '(8,)'):sub(9),
         '\147NUMPY\2\0\255\255\255\255',
      } do
         assert.is_string(problem(wrong), wrong)
      end
      local long = '\147NUMPY\2\0\0\0\2\0' .. (' '):rep(2 ^ 17)
      assert.is_truthy(problem(long):match '^declares a header of 131072 bytes')
      for _, many in ipairs { '1000000', '100000000000' } do
         assert.is_truthy(problem(header("'<f8'", 'False', '(' .. many .. ',)')):match
            '^truncated: %d+ bytes of elements should follow, but 64 do')
      end
   end)

   it('refuses every truncation, and survives any changed byte', function()
      npy.save(path, torch.range(1, 6):view(2, 3))
      local text = damage.content(path)
      damage.truncate(path, text, npy.load)
      assert.is_true(damage.corrupt(path, text, npy.load) > 200)
   end)

   it('names a file that is not there', function()
      local _, message = pcall(function() npy.load '/nonexistent' end)
      assert.is_truthy(message:match
         '_spec.lua:%d+: load: /nonexistent: cannot open: No such file')
      assert.has_error(function() npy.load(5) end,
         'load: file name is 5, expected a string')
   end)
end)

describe('npy.save', function()
   local LOOK = [[
import sys, numpy as np
a = np.load(sys.argv[1])
print(a.dtype.str, a.shape, a.flags.c_contiguous, a.ravel().tolist())]]

   it('is read by NumPy, in every type', function()
      for kind, case in pairs {
         Byte = { '|u1', 255 }, Char = { '|i1', -128 }, Short = { '<i2', -300 },
         Int = { '<i4', -2 ^ 31 }, Long = { '<i8', 2 ^ 53 }, Half = { '<f2', '0.5' },
         BFloat16 = { '<f4', '-1.5' }, Float = { '<f4', '0.5' },
         Double = { '<f8', '-0.1' },
      } do
         npy.save(path, torch[kind .. 'Tensor'](2, 2):fill(tonumber(case[2])))
         local value = type(case[2]) == 'string' and case[2] or ('%.0f'):format(case[2])
         assert.are.equal(('%s (2, 2) True [%s]\n'):format(case[1],
            table.concat({ value, value, value, value }, ', ')), python(LOOK, path))
      end
   end)

   it('writes the elements that a view shows', function()
      npy.save(path, torch.range(1, 6):view(2, 3):t():narrow(1, 2, 2))
      assert.are.equal('<f8 (2, 2) True [2.0, 5.0, 3.0, 6.0]\n', python(LOOK, path))
      npy.save(path, torch.FloatTensor { 3 }:view(1, 1):expand(2, 3))
      assert.are.equal('<f4 (2, 3) True [3.0, 3.0, 3.0, 3.0, 3.0, 3.0]\n',
         python(LOOK, path))
      npy.save(path, torch.IntTensor())
      assert.are.equal('<i4 (0,) True []\n', python(LOOK, path))
   end)

   it('writes the bytes that NumPy writes', function()
      saved "np.arange(12, dtype='i4').reshape(3, 4)"
      local theirs = damage.content(path)
      npy.save(path, torch.range(0, 11):int():view(3, 4))
      assert.are.equal(theirs, damage.content(path))
   end)

   it('keeps every value when it is read again', function()
      for kind in ('Byte Char Short Int Long Half Float Double'):gmatch '%S+' do
         local tensor = torch.range(1, 2000):mul(0.05)['byte'](torch.range(1, 2000))
         tensor = tensor[kind:lower()](tensor):view(5, 10, 40)
         npy.save(path, tensor)
         local again = npy.load(path)
         assert.are.equal(tensor:type(), again:type())
         assert.are.equal(torch.serialize(tensor:clone()), torch.serialize(again))
      end
   end)

   it('leaves the old file when it fails', function()
      npy.save(path, torch.ones(2))
      assert.has_error(function() npy.save(path, { 1 }) end,
         'save: argument 2 is a table, expected a tensor')
      assert.are.same({ 1, 1 }, npy.load(path):totable())
      local _, message = pcall(function() npy.save('/dev/full', torch.ones(2)) end)
      assert.is_truthy(message:match 'save: /dev/full: cannot write: No space left')
   end)
end)

os.remove(path)
