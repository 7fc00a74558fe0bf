--- .safetensors files: against a reader and writer in Python by the format's description,
-- and every way in which a header can be false.

local torch = require 'torch'
local safetensors = require 'cresset.safetensors'
local damage = require 'test.support.damage'
local python = require 'test.support.python'

local path = os.tmpname() .. '.safetensors'

local function problem(text) return damage.problem(path, text, safetensors.load) end

-- A file with this header and this many bytes of elements.
local function made(header, count)
   local length, bytes = #header, {}
   for i = 1, 8 do bytes[i], length = length % 256, math.floor(length / 256) end
   return string.char(unpack(bytes)) .. header .. ('\1'):rep(count or 0)
end

local function entry(dtype, shape, from, to)
   return ('{"dtype":"%s","shape":[%s],"data_offsets":[%s,%s]}'):format(dtype, shape,
      from, to)
end

describe('safetensors.load', function()
   it('reads every type, and the notes', function()
      python([[
import json, struct, sys, numpy as np
arrays = [('BOOL', '?', [1, 0]), ('U8', 'u1', [255, 3]), ('I8', 'i1', [-1, 3]),
   ('I16', 'i2', [-300, 3]), ('U16', 'u2', [65535, 3]), ('I32', 'i4', [-2**31, 3]),
   ('U32', 'u4', [2**32 - 1, 3]), ('I64', 'i8', [-2**53, 3]), ('U64', 'u8', [2**53, 3]),
   ('F16', 'f2', [0.5, 3]), ('F32', 'f4', [0.5, 3]), ('F64', 'f8', [0.1, 3])]
header, data = {'__metadata__': {'format': 'pt', 'é"\\': '\u20ac\U0001f600\n'}}, b''
for name, code, values in arrays:
   more = np.array(values).astype('<' + code).tobytes()
   header[name] = {'dtype': name, 'shape': [2, 1], 'data_offsets': [len(data),
      len(data) + len(more)]}
   data += more
header['BF16'] = {'dtype': 'BF16', 'shape': [], 'data_offsets': [len(data), len(data) + 2]}
data += (np.float32(-1.5).view('u4') >> 16).astype('<u2').tobytes()
text = json.dumps(header).encode() + b'   '
open(sys.argv[1], 'wb').write(struct.pack('<Q', len(text)) + text + data)]], path)
      local set, notes = safetensors.load(path)
      assert.are.same({ format = 'pt', ['é"\\'] = '€😀\n' }, notes)
      for name, case in pairs {
         BOOL = { 'Byte', 1 }, U8 = { 'Byte', 255 }, I8 = { 'Char', -1 },
         I16 = { 'Short', -300 }, U16 = { 'Int', 65535 }, I32 = { 'Int', -2 ^ 31 },
         U32 = { 'Long', 2 ^ 32 - 1 }, I64 = { 'Long', -2 ^ 53 },
         U64 = { 'Long', 2 ^ 53 }, F16 = { 'Half', 0.5 }, F32 = { 'Float', 0.5 },
         F64 = { 'Double', 0.1 },
      } do
         assert.are.equal('torch.' .. case[1] .. 'Tensor', set[name]:type())
         assert.are.same({ 2, 1 }, set[name]:size():totable())
         assert.are.equal(case[2], set[name][1][1], name)
      end
      assert.are.equal('torch.BFloat16Tensor', set.BF16:type())
      assert.are.same({ -1.5 }, set.BF16:totable())
   end)

   it('reads tensors without elements, and none at all', function()
      assert.is_nil(problem(made '{}'))
      assert.is_nil(problem(made '{"__metadata__":{}}  '))
      damage.write(path, made('{"a":' .. entry('F32', '0,3', 0, 0) .. ',"b":'
         .. entry('U8', '2', 0, 2) .. '}', 2))
      local set = safetensors.load(path)
      assert.are.equal(0, set.a:nElement())
      assert.are.same({ 1, 1 }, set.b:totable())
   end)

   local function one(...) return made('{"a":' .. entry(...) .. '}', 8) end

   for name, wrong in pairs {
      ['a header longer than the file'] = '\255\0\0\0\0\0\0\0{}',
      ['a header length of 2^64 - 1'] = ('\255'):rep(8) .. '{}',
      ['a header length of 2^63'] = ('\0'):rep(7) .. '\128{}',
      ['a header of 100 MB and a byte'] = '\1\225\245\5\0\0\0\0{}',
      ['a header that is a list'] = made '[]',
      ['a header that begins with a blank'] = made ' {}',
      ['a header without an end'] = made '{',
      ['a header with something behind it'] = made '{}x',
      ['no header at all'] = made '',
      ['a name given twice'] = made('{"a":' .. entry('U8', 4, 0, 4) .. ',"a":'
         .. entry('U8', 4, 4, 8) .. '}', 8),
      ['notes given twice'] = made '{"__metadata__":{},"__metadata__":{}}',
      ['a note that is a number'] = made '{"__metadata__":{"a":1}}',
      ['a note given twice'] = made '{"__metadata__":{"a":"b","a":"c"}}',
      ['a negative place'] = one('U8', 8, -8, 0),
      ['a place with a fraction'] = one('U8', 8, 0, '8.0'),
      ['a place with an exponent'] = one('U8', 8, 0, '8e0'),
      ['a place with a zero before it'] = one('U8', 8, '00', 8),
      ['a place beyond 63 bits'] = one('U8', 8, '9223372036854775808', 8),
      ['a place near 63 bits'] = one('U8', 8, '9223372036854775799',
         '9223372036854775807'),
      ['places in the wrong order'] = one('U8', 8, 8, 0),
      ['an end behind the file'] = one('U8', 9, 0, 9),
      ['an end before that of the file'] = one('U8', 7, 0, 7),
      ['a gap before it'] = one('U8', 7, 1, 8),
      ['tensors that overlap'] = made('{"a":' .. entry('U8', 5, 0, 5) .. ',"b":'
         .. entry('U8', 4, 4, 8) .. '}', 8),
      ['tensors at one place'] = made('{"a":' .. entry('U8', 8, 0, 8) .. ',"b":'
         .. entry('U8', 8, 0, 8) .. '}', 8),
      ['a hole between tensors'] = made('{"a":' .. entry('U8', 3, 0, 3) .. ',"b":'
         .. entry('U8', 4, 4, 8) .. '}', 8),
      ['a shape that needs more bytes'] = one('F32', 3, 0, 8),
      ['a shape that needs fewer bytes'] = one('F32', 1, 0, 8),
      ['a shape whose product wraps to 0'] = one('U8',
         '4294967296,4294967296', 0, 0),
      ['a shape whose product wraps to 8'] = one('U8',
         '4611686018427387906,4', 0, 8),
      ['a negative size'] = one('U8', '-8', 0, 8),
      ['a size that is a text'] = one('U8', '"8"', 0, 8),
      ['17 sizes'] = one('U8', ('1,'):rep(16) .. '8', 0, 8),
      ['an unknown type'] = one('F33', 2, 0, 8),
      ['a type in small letters'] = one('u8', 8, 0, 8),
      ['8-bit floats'] = one('F8_E4M3', 8, 0, 8),
      ['no type'] = made('{"a":{"shape":[8],"data_offsets":[0,8]}}', 8),
      ['no shape'] = made('{"a":{"dtype":"U8","data_offsets":[0,8]}}', 8),
      ['no place'] = made('{"a":{"dtype":"U8","shape":[8]}}', 8),
      ['a key given twice'] = made('{"a":{"dtype":"U8","dtype":"U8","shape":[8],'
         .. '"data_offsets":[0,8]}}', 8),
      ['an unknown key'] = made('{"a":{"dtype":"U8","shape":[8],"x":0,'
         .. '"data_offsets":[0,8]}}', 8),
      ['three places'] = made('{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8,8]}}',
         8),
      ['a comma before the end'] = made('{"a":' .. entry('U8', 8, 0, 8) .. ',}', 8),
      ['a name that is not UTF-8'] = made('{"\255":' .. entry('U8', 8, 0, 8) .. '}', 8),
      ['an overlong UTF-8 name'] = made('{"\192\128":' .. entry('U8', 8, 0, 8) .. '}', 8),
      ['half a pair of surrogates'] = made('{"\\ud800":' .. entry('U8', 8, 0, 8) .. '}',
         8),
      ['an unknown escape'] = made('{"\\x41":' .. entry('U8', 8, 0, 8) .. '}', 8),
      ['a control character in a name'] = made('{"\n":' .. entry('U8', 8, 0, 8) .. '}',
         8),
      ['lists within lists'] = made('{"a":' .. ('['):rep(1e5) .. '}', 8),
      ['objects within objects'] = made(('{"a":'):rep(1e5), 8),
      ['a null'] = made('{"a":null}', 8),
   } do
      it('refuses ' .. name, function() assert.is_string(problem(wrong)) end)
   end

   it('tells how long a header claims to be', function()
      assert.are.equal('declares a header of 9223372036854775808 bytes, but 2 follow',
         problem(('\0'):rep(7) .. '\128{}'))
   end)

   it('refuses every truncation, and survives any changed byte', function()
      safetensors.save(path, { x = torch.range(1, 4), y = { torch.ByteTensor { 1, 2 } } },
         { format = 'lua' })
      local text = damage.content(path)
      damage.truncate(path, text, safetensors.load)
      assert.is_true(damage.corrupt(path, text, safetensors.load) > 500)
   end)
end)

describe('safetensors.save', function()
   it('is read by a reader in Python', function()
      safetensors.save(path, {
         conv = { weight = torch.range(1, 4):float():view(2, 2):t() },
         h = torch.HalfTensor { 0.5 }, n = torch.BFloat16Tensor { -1.5 },
         l = torch.LongTensor { -1, 2 }, ['"é\\\n'] = torch.ByteTensor { 7 },
         none = torch.FloatTensor() }, { format = 'pt', note = '"\1€' })
      assert.are.equal([[
True
{'format': 'pt', 'note': '"\x01€'}
'l' I64 [2] [0, 16] [-1, 2]
'conv.weight' F32 [2, 2] [16, 32] [1.0, 3.0, 2.0, 4.0]
'none' F32 [0] [32, 32] []
'h' F16 [1] [32, 34] [0.5]
'n' BF16 [1] [34, 36] [49088]
'"é\\\n' U8 [1] [36, 37] [7]
True
]], python([==[
import json, struct, sys, numpy as np
text = open(sys.argv[1], 'rb').read()
length, = struct.unpack('<Q', text[:8])
print(length % 8 == 0)
header, data = json.loads(text[8:8 + length]), text[8 + length:]
print(header.pop('__metadata__'))
codes = {'I64': 'i8', 'F32': 'f4', 'F16': 'f2', 'BF16': 'u2', 'U8': 'u1'}
for k, v in header.items():
   a, b = v['data_offsets']
   values = np.frombuffer(data[a:b], '<' + codes[v['dtype']]).reshape(v['shape'])
   print(repr(k), v['dtype'], v['shape'], [a, b], values.ravel().tolist())
print(b == len(data))]==], path))
   end)

   it('keeps every value when it is read again', function()
      local set = {}
      for kind in ('Byte Char Short Int Long Half BFloat16 Float Double'):gmatch '%S+' do
         set[kind] = torch[kind .. 'Tensor'] { { 1, 2, 3 }, { 100, 5, 6 } }
      end
      safetensors.save(path, set)
      for kind, tensor in pairs(safetensors.load(path)) do
         assert.are.equal(torch.serialize(set[kind]), torch.serialize(tensor))
      end
   end)

   it('refuses what a file cannot hold, and leaves the old one', function()
      safetensors.save(path, { x = torch.ones(1) })
      for _, wrong in ipairs {
         { { x = 1 } }, { 5 }, { { A = torch.ones(1), __metadata__ = torch.ones(1) } },
         { {}, { x = 1 } }, { {}, { x = '\255' } },
      } do
         assert.has_error(function() safetensors.save(path, wrong[1], wrong[2]) end)
      end
      assert.are.same({ 1 }, safetensors.load(path).x:totable())
   end)
end)

os.remove(path)
