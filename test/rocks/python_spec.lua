--- rocks/python/t7.py, run by Python with NumPy.

local torch = require 'torch'
local python = require 'test.support.python'

local function content(path)
   local file = assert(io.open(path))
   local text = file:read '*a'
   file:close()
   return text
end

describe('the reader of .t7 files for Python', function()
   it('reads every file of Torch7 as it was recorded, and survives damaged ones',
      function()
      assert.are.equal('read 200\nshared True\nlist [0, 1, -1, 42]\ndamaged True\n',
         python(content 'test/rocks/python/compare.py'))
   end)

   it('reads what torch.save writes', function()
      local path = os.tmpname()
      local x = torch.range(1, 6):view(2, 3)
      for _, mode in ipairs { 'binary', 'ascii' } do
         torch.save(path, { x = x, row = x[2], t = x:t(), h = torch.HalfTensor { 0.5 },
            text = 'größe', list = { 1, 2.5, false } }, mode)
         assert.are.equal([==[
[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]] [[0.0, 0.0], [2.0, 5.0], [3.0, 6.0]]
[0.0, 5.0, 6.0] float16 größe [1, 2.5, False]
]==], python([=[
import sys
sys.path.insert(0, 'rocks/python')
sys.dont_write_bytecode = True
import t7
o = t7.load(sys.argv[1], sys.argv[2])
print(o['x'].tolist(), end=' ')
o['row'][0] = 0
o['t'][0] = 0
print(o['t'].tolist())
print(o['row'].tolist(), o['h'].dtype, o['text'], t7.listed(o['list']))]=], path, mode))
      end
      os.remove(path)
   end)

   it('names file, place and reason, and takes no memory for false lengths', function()
      local path = os.tmpname()
      local file = assert(io.open(path, 'w'))
      file:write '4\n1\n3\nV 1\n19\ntorch.DoubleStorage\n4611686018427387904\n1 2\n'
      file:close()
      local _, problem = pcall(python, [=[
import sys
sys.path.insert(0, 'rocks/python')
sys.dont_write_bytecode = True
import t7
t7.load(sys.argv[1], 'ascii')]=], path)
      assert.is_truthy(problem:find('ValueError: ' .. path .. ': at byte 53: '
         .. '4611686018427387904 elements of Double should follow', 1, true), problem)
      os.remove(path)
   end)
end)
