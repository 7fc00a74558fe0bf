--- sort, topk, kthvalue, median and mode at every CPU level against a stable sort in Lua.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'

local TYPES = { 'Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'BFloat16', 'Float',
   'Double' }
local FLOATS = { Half = true, BFloat16 = true, Float = true, Double = true }
local ODD = { 0 / 0, -(0 / 0), 1 / 0, -1 / 0, -0.0, 0, 2 ^ -14, -2 ^ -14, 1, 0.5, -0.5 }
local ENDS = { Byte = { 0, 255 }, Char = { -128, 127 }, Short = { -32768, 32767 },
   Int = { -2 ^ 31, 2 ^ 31 - 1 }, Long = { -2 ^ 63, 2 ^ 53 } }

local state
local function random(n)
   state = state * 16807 % 2147483647
   return state % n
end

-- n numbers that the type holds: many equal, odd ones among them, or mostly different.
local function numbers(kind, n, how)
   local list = {}
   state = 11 + n
   for i = 1, n do
      local pick = random(10)
      if how == 'few' then
         list[i] = random(4)
      elseif pick == 0 and FLOATS[kind] then
         list[i] = ODD[random(#ODD) + 1]
      elseif pick == 0 then
         list[i] = ENDS[kind][random(2) + 1]
      elseif FLOATS[kind] then
         list[i] = (random(4000) - 2000) / (kind == 'Double' and 7 or 8)
      else
         list[i] = random(kind == 'Byte' and 256 or 128)
      end
   end
   return list
end

local function isNaN(x) return x ~= x end

-- The places of a stable sort; NaN is the largest.
local function stable(list, descending)
   local places = {}
   for i = 1, #list do places[i] = i end
   table.sort(places, function(i, j)
      local a, b = list[i], list[j]
      local less, more = a < b or (isNaN(b) and not isNaN(a)),
         a > b or (isNaN(a) and not isNaN(b))
      if descending then less, more = more, less end
      if less or more then return less end
      return i < j
   end)
   return places
end

local function same(a, b) return a == b or isNaN(a) and isNaN(b) end

-- What of row, a table, stands at the first places; in rows of up to 128 elements equal
-- ones may be exchanged.
local function expect(row, places, values, indices, what)
   local taken = {}
   for i, place in ipairs(places) do
      local where = ('%s: %d of %d'):format(what, i, #row)
      local at = indices[i]
      if not same(row[place], values[i]) or not same(row[at], values[i])
         or (#row > 128 and at ~= place) or taken[at] then
         error(('%s is %s from %d, expected %s from %d'):format(where, tostring(values[i]),
            at, tostring(row[place]), place))
      end
      taken[at] = true
   end
   assert(values:nElement() == #places and indices:nElement() == #places, what)
end

local function first(places, k, from)
   local list = {}
   for i = from or 1, k do list[#list + 1] = places[i] end
   return list
end

-- The most frequent of a sorted row, the first of several, where it stands last.
local function frequent(row, places)
   local longest, count, found = 0, 0, nil
   for i, place in ipairs(places) do
      count = i > 1 and same(row[place], row[places[i - 1]]) and count + 1 or 1
      if count > longest then longest, found = count, row[place] end
   end
   for i = #row, 1, -1 do
      if same(row[i], found) then return i end
   end
end

local function checkRow(kind, x)
   local row, n = x:totable(), x:size(1)
   local up, down = stable(row), stable(row, true)
   local what = kind .. ' ' .. n
   local values, indices = torch.sort(x)
   expect(row, up, values, indices, what .. ' sort')
   values, indices = torch.sort(x, 1, true)
   expect(row, down, values, indices, what .. ' sort down')
   for _, k in ipairs { 1, math.ceil(n / 2), n } do
      values, indices = torch.kthvalue(x, k)
      expect(row, first(up, k, k), values, indices, what .. ' kth ' .. k)
      values, indices = torch.topk(x, k, 1, false, true)
      expect(row, first(up, k), values, indices, what .. ' smallest ' .. k)
      values, indices = torch.topk(x, k, 1, true, true)
      expect(row, first(down, k), values, indices, what .. ' largest ' .. k)
      values, indices = torch.topk(x, k, true)
      if n > 128 then
         local stand = first(down, k)
         table.sort(stand)
         expect(row, stand, values, indices, what .. ' some largest ' .. k)
      end
   end
   values, indices = torch.median(x)
   expect(row, { up[math.floor((n + 1) / 2)] }, values, indices, what .. ' median')
   values, indices = torch.mode(x)
   local place = frequent(row, up)
   assert(same(row[place], values[1]) and (indices[1] == place
      or n <= 128 and same(row[indices[1]], values[1])), what .. ' mode')
end

local function tensor(kind, list) return torch[kind .. 'Tensor'](list) end

describe('rows in order', function()
   for _, kind in ipairs(TYPES) do
      it('are those of a stable sort, of ' .. kind, function()
         eachLevel(function()
            for _, n in ipairs { 1, 2, 3, 11, 12, 127, 128, 129, 1000, 9000 } do
               checkRow(kind, tensor(kind, numbers(kind, n, 'few')))
               checkRow(kind, tensor(kind, numbers(kind, n)))
            end
         end)
      end)
   end

   for _, kind in ipairs { 'Byte', 'Half', 'Float', 'Double' } do
      it('are so where a sample is taken and threads share a row, of ' .. kind, function()
         local tied, mixed = numbers(kind, 20000, 'few'), numbers(kind, 140001)
         for _, threads in ipairs { 1, 3 } do
            cr.threads_use(threads)
            checkRow(kind, tensor(kind, tied))
            checkRow(kind, tensor(kind, mixed))
         end
         cr.threads_use(1)
      end)
   end

   it('are found though a sample misleads', function()
      local x = torch.FloatTensor(20000):fill(1)
      x[777], x[19999] = 0, 2
      assert.are.equal(777, (select(2, torch.kthvalue(x, 1)))[1])
      assert.are.equal(1, (select(2, torch.kthvalue(x, 2)))[1])
      assert.are.equal(19999, (select(2, torch.kthvalue(x, 20000)))[1])
      local _, places = torch.topk(x, 2, 1, true, true)
      assert.are.same({ 19999, 1 }, places:totable())
   end)

   it('have equal bits for any number of threads', function()
      local x = torch.FloatTensor(300, 1000)
      x:copy(torch.FloatTensor(numbers('Float', 300000)))
      local long = x:view(300000)
      local results
      for _, threads in ipairs { 1, 2, 4 } do
         cr.threads_use(threads)
         local found = {}
         for i, call in ipairs { function() return torch.sort(x, 1) end,
            function() return torch.sort(x, 2, true) end,
            function() return torch.sort(long) end,
            function() return torch.topk(x, 7, 1) end,
            function() return torch.mode(x, 2) end } do
            found[i] = select(2, call())
         end
         for i = 1, results and #found or 0 do
            assert.is_true(found[i]:equal(results[i]), i .. ' on ' .. threads)
         end
         results = results or found
      end
      cr.threads_use(1)
   end)

   -- A 4 x 3 tensor of the numbers, in different layouts.
   local function layouts(list)
      local plain = torch.DoubleTensor(list):view(4, 3)
      local wide = torch.DoubleTensor(6, 7):fill(99)
      local part = wide:narrow(1, 2, 4):narrow(2, 3, 3):copy(plain)
      local turned = torch.DoubleTensor(3, 4):t():copy(plain)
      return { plain, part, turned }
   end

   it('are taken along either dimension of any layout', function()
      local plain = numbers('Byte', 12)
      for _, x in ipairs(layouts(plain)) do
         for d = 1, 2 do
            local values, indices = torch.sort(x, d)
            for i = 1, x:size(3 - d) do
               local row = x:select(3 - d, i)
               expect(row:totable(), stable(row:totable()), values:select(3 - d, i),
                  indices:select(3 - d, i), 'dimension ' .. d)
            end
         end
      end
      local repeated = torch.Tensor { 2, 1 }:view(2, 1):expand(2, 3)
      assert.are.same({ { 1, 1, 1 }, { 2, 2, 2 } }, torch.sort(repeated, 1):totable())
   end)

   it('may be written where they are read, and into views', function()
      local x, places = torch.FloatTensor { 3, 1, 2 }, torch.LongTensor()
      torch.sort(x, places, x)
      assert.are.same({ 1, 2, 3 }, x:totable())
      local long = torch.LongTensor { 30, 10, 20 }
      torch.sort(torch.LongTensor(), long, long)
      assert.are.same({ 2, 3, 1 }, long:totable())
      local into = torch.FloatTensor(3, 2):zero()
      torch.sort(into:select(2, 2), places, torch.FloatTensor { 3, 1, 2 })
      assert.are.same({ { 0, 1 }, { 0, 2 }, { 0, 3 } }, into:totable())
   end)

   it('keep the sign of 0', function()
      local values = torch.sort(torch.Tensor { 1, -0.0, 0, -0.0 })
      assert.are.same({ -1 / 0, 1 / 0, -1 / 0 },
         { 1 / values[1], 1 / values[2], 1 / values[3] })
   end)

   it('name what is wrong', function()
      local x, y, long = torch.FloatTensor(2, 3), torch.FloatTensor(), torch.LongTensor()
      local function refuses(text, ...)
         local call = { ... }
         assert.has_error(function() cr[call[1]](unpack(call, 2)) end, text)
      end
      refuses('sort: dimension is 3, expected 1 to 2 for a torch.FloatTensor 2x3',
         'sort', y, long, x, 2, 0)
      refuses('sort: dimension is 1, but the tensor is empty', 'sort', y, long, y, 0, 0)
      refuses('sort: indices is torch.IntTensor empty, expected torch.LongTensor',
         'sort', y, torch.IntTensor(), x, 0, 0)
      refuses('sort: result is torch.DoubleTensor empty but tensor is '
         .. 'torch.FloatTensor 2x3', 'sort', torch.DoubleTensor(), long, x, 0, 0)
      refuses('topk: k is 4, expected 1 to 3 for dimension 2 of torch.FloatTensor 2x3',
         'topk', y, long, x, 4, 1, 0, 0)
      refuses('kthvalue: k is 0, expected 1 to 2 for dimension 1 of '
         .. 'torch.FloatTensor 2x3', 'kthvalue', y, long, x, 0, 0)
      local z = torch.LongTensor(4)
      refuses('sort: result and indices share memory', 'sort', z, z:narrow(1, 1, 2),
         torch.LongTensor(4), 0, 0)
      assert.are.equal(0, y:nElement())
   end)
end)
