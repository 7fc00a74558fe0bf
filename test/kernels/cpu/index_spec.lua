--- Moves to and from named places, at every CPU level, against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local tensor = require 'cbind.tensor'
local eachLevel = require 'test.support.levels'

local KINDS = { 'Byte', 'Short', 'Float', 'Double', 'Half' }

-- rows x columns; odd ones are transposed views with gaps.
local function matrix(kind, rows, columns, odd)
   local class = torch[kind .. 'Tensor']
   local x = odd and class(columns * 2, rows):narrow(1, 3, columns):transpose(1, 2)
      or class(rows, columns)
   for i = 1, rows do
      for j = 1, columns do x[{ i, j }] = (i * 31 + j * 17) % 120 end
   end
   return x
end

local function long(values) return torch.LongTensor(values) end

local function each(check)
   eachLevel(function()
      for _, kind in ipairs(KINDS) do
         for _, odd in ipairs { false, true } do check(kind, odd) end
      end
   end)
end

-- A matrix of places along dimension d, each named at most once in its row or column.
local function places(rows, columns, d, n)
   local index = torch.LongTensor(d == 1 and n or rows, d == 1 and columns or n)
   for i = 1, index:size(1) do
      for j = 1, index:size(2) do
         index[{ i, j }] = d == 1 and (i * 2 + j) % rows + 1 or (j * 2 + i) % columns + 1
      end
   end
   return index
end

describe('index', function()
   it('selects rows and columns', function()
      each(function(kind, odd)
         local x, y = matrix(kind, 7, 33, odd), torch[kind .. 'Tensor']()
         cr.index_select(y, x, 0, long { 7, 1, 1 })
         for k, i in ipairs { 7, 1, 1 } do
            for j = 1, 33 do assert(y[{ k, j }] == x[{ i, j }]) end
         end
         cr.index_select(y, x, 1, long { 33, 2, 2, 9 })
         assert.are.same({ 7, 4 }, y:size():totable())
         for k, j in ipairs { 33, 2, 2, 9 } do
            for i = 1, 7 do assert(y[{ i, k }] == x[{ i, j }]) end
         end
      end)
   end)

   it('copies, adds and fills', function()
      each(function(kind, odd)
         for d = 1, 2 do
            local source = matrix(kind, d == 1 and 3 or 9, d == 1 and 40 or 3, not odd)
            local index, size = { 5, 2, 5 }, d == 1 and 40 or 9
            local x = matrix(kind, 9, 40, odd)
            local copied, added, filled = x:clone(), x:clone(), x:clone()
            cr.index_copy(copied, d - 1, long(index), source)
            cr.index_add(added, d - 1, long(index), source)
            cr.index_fill(filled, d - 1, long(index), 9)
            for k, place in ipairs(index) do
               for o = 1, size do
                  local at = d == 1 and { place, o } or { o, place }
                  local from = source[d == 1 and { k, o } or { o, k }]
                  if k > 1 then assert.are.equal(from, copied[at]) end
                  x[at] = (x[at] + from) % (kind == 'Byte' and 256 or 1e9)
                  assert.are.equal(9, filled[at])
               end
            end
            assert.are.same(x:totable(), added:totable())
         end
      end)
   end)

   it('gathers and scatters', function()
      each(function(kind, odd)
         for d = 1, 2 do
            local x, y = matrix(kind, 7, 19, odd), torch[kind .. 'Tensor']()
            local index = places(7, 19, d, 3)
            cr.gather(y, x, d - 1, index)
            local back, sum = x:clone():fill(0), x:clone():fill(1)
            cr.scatter(back, d - 1, index, y)
            cr.scatter_add(sum, d - 1, index, y)
            for i = 1, index:size(1) do
               for j = 1, index:size(2) do
                  local named = index[{ i, j }]
                  local place = d == 1 and { named, j } or { i, named }
                  assert.are.equal(x[place], y[{ i, j }])
                  assert.are.equal(x[place], back[place])
                  assert.are.equal(x[place] + 1, sum[place])
               end
            end
            cr.scatter_fill(back, d - 1, index, 3)
            local first = index[{ 1, 1 }]
            assert.are.equal(3, back[d == 1 and { first, 1 } or { 1, first }])
         end
      end)
   end)

   it('gathers many times from one row', function()
      local x, y = torch.FloatTensor { { 1, 2, 3 } }, torch.FloatTensor()
      cr.gather(y, x, 0, torch.LongTensor(4, 3):fill(1))
      assert.are.same({ 1, 2, 3 }, y:totable()[4])
   end)

   it('fills, copies and selects where a mask is 1', function()
      each(function(kind, odd)
         local x = matrix(kind, 7, 33, odd)
         local mask, ones = torch.ByteTensor(7, 33), {}
         for i = 1, 7 do
            for j = 1, 33 do
               mask[{ i, j }] = (i * j) % 3 == 0 and 1 or 0
               if mask[{ i, j }] == 1 then ones[#ones + 1] = { i, j } end
            end
         end
         local selected, filled, copied = tensor.new(x.dtype), x:clone(), x:clone()
         cr.masked_select(selected, x, mask)
         assert.are.equal(#ones, selected:size(1))
         cr.masked_fill(filled, mask, 5)
         selected:add(1)
         cr.masked_copy(copied, mask, selected)
         for k, at in ipairs(ones) do
            assert.are.equal(x[at] + 1, selected[k])
            assert.are.equal(5, filled[at])
            assert.are.equal(selected[k], copied[at])
         end
         assert.are.equal(x[{ 1, 1 }], filled[{ 1, 1 }])
         cr.masked_select(selected, x, mask:clone():fill(0))
         assert.are.equal(0, selected:dim())
      end)
   end)

   it('finds what is not 0', function()
      local x, y = torch.IntTensor { { 0, 3, 0 }, { -1, 0, 2 } }, torch.LongTensor()
      cr.nonzero(y, x)
      assert.are.same({ { 1, 2 }, { 2, 1 }, { 2, 3 } }, y:totable())
      cr.nonzero(y, x:transpose(1, 2))
      assert.are.same({ { 1, 2 }, { 2, 1 }, { 3, 2 } }, y:totable())
   end)

   it('changes nothing if a place is out of range', function()
      local x = torch.FloatTensor { { 1, 2 }, { 3, 4 } }
      for _, bad in ipairs { 0, 3, -5, 2 ^ 53 } do
         local text = ('indexFill: index has element %d, '):format(bad) ..
            'expected 1 to 2 for dimension 1 of torch.FloatTensor 2x2'
         assert.has_error(function() cr.index_fill(x, 0, long { 1, bad }, 9) end, text)
      end
      assert.are.same({ { 1, 2 }, { 3, 4 } }, x:totable())
   end)

   it('names what is wrong', function()
      local x, y = torch.FloatTensor(2, 3), torch.FloatTensor()
      local bytes, is = torch.ByteTensor, 'is torch.'
      local function refuses(text, op, ...)
         local arguments = { ... }
         assert.has_error(function() cr[op](unpack(arguments)) end, text)
      end
      refuses('index: index ' .. is .. 'FloatTensor 1, expected torch.LongTensor',
         'index_select', y, x, 0, torch.FloatTensor(1))
      refuses('indexCopy: source ' .. is .. 'FloatTensor 3, expected 6 elements, ' ..
         'as many as the index names',
         'index_copy', x, 0, long { 1, 2 }, torch.FloatTensor(3))
      refuses('gather: index ' .. is .. 'LongTensor 2x2, expected the sizes of ' ..
         'torch.FloatTensor 2x3 but along 1',
         'gather', y, x, 0, long { { 1, 1 }, { 1, 1 } })
      refuses('maskedFill: mask ' .. is .. 'ByteTensor 5, expected 6 elements as in ' ..
         'torch.FloatTensor 2x3', 'masked_fill', x, bytes(5), 1)
      refuses('maskedFill: mask has element 2, expected 0 or 1',
         'masked_fill', x, bytes(6):fill(2), 1)
      refuses('maskedCopy: source ' .. is .. 'FloatTensor 5, expected at least ' ..
         '6 elements for the mask',
         'masked_copy', x, bytes(6):fill(1), torch.FloatTensor(5))
   end)

   it('may read and write one storage', function()
      local x = torch.FloatTensor { 1, 2, 3, 4 }
      cr.index_select(x, x, 0, long { 4, 3, 2, 1 })
      assert.are.same({ 4, 3, 2, 1 }, x:totable())
      cr.index_copy(x, 0, long { 2, 3, 4 }, x:narrow(1, 1, 3))
      assert.are.same({ 4, 4, 3, 2 }, x:totable())
   end)
end)
