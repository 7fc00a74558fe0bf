--- Matrix products at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 2e-3, BFloat16 = 1e-2, Float = 1e-6, Double = 1e-14 }
local WRAPS = { Byte = 256, Char = 256, Short = 65536 }

-- M, N, K: single elements, less than a tile, whole tiles, tails of both, long sums.
local SHAPES = {
   { 1, 1, 1 }, { 2, 3, 4 }, { 10, 10, 10 }, { 17, 31, 13 }, { 15, 47, 40 },
   { 1, 70, 20 }, { 70, 1, 20 }, { 29, 33, 37 }, { 3, 5, 900 },
}

local function product(a, b, m, n, k, alpha, beta, added)
   local x, y, z, result = filled.list(a), filled.list(b), added and filled.list(added),
      {}
   for i = 0, m - 1 do
      for j = 0, n - 1 do
         local sum = 0
         for q = 0, k - 1 do sum = sum + x[i * k + q] * y[q * n + j] end
         result[i * n + j] = alpha * sum + (beta == 0 and 0 or beta * z[i * n + j])
      end
   end
   return result
end

local function operands(kind, m, n, k, turnA, turnB)
   local a = turnA and filled.tensor(kind, k, m):t() or filled.tensor(kind, m, k)
   local b = turnB and filled.tensor(kind, n, k):t() or filled.tensor(kind, k, n)
   return a, b
end

local function checkShape(kind, tolerance, shape, level)
   local m, n, k = unpack(shape)
   for turn = 0, 3 do
      local a, b = operands(kind, m, n, k, turn % 2 == 1, turn >= 2)
      local added, y = filled.tensor(kind, m, n), torch[kind .. 'Tensor']()
      local what = ('%s %s %dx%dx%d, turned %d'):format(level, kind, m, n, k, turn)
      cr.mm(y, a, b)
      filled.near(product(a, b, m, n, k, 1, 0), y, tolerance, what)
      cr.addmm(y, 3, added, 2, a, b)
      filled.near(product(a, b, m, n, k, 2, 3, added), y, tolerance, what .. ' added')
   end
end

describe('matrix products on the CPU', function()
   it('are those of plain loops, for each float type and both orders of the operands',
      function()
      eachLevel(function(level)
         for kind, tolerance in pairs(FLOATS) do
            for _, shape in ipairs(SHAPES) do
               checkShape(kind, tolerance, shape, level)
            end
         end
      end)
   end)

   it('wrap around in integer types', function()
      for _, kind in ipairs { 'Byte', 'Char', 'Short', 'Int', 'Long' } do
         local a, b = filled.tensor(kind, 5, 90), filled.tensor(kind, 90, 7)
         local y = torch[kind .. 'Tensor']()
         cr.mm(y, a, b)
         local expected, got = product(a, b, 5, 7, 90, 1, 0), filled.list(y)
         for i = 0, 34 do
            assert.are.equal(0, (expected[i] - got[i]) % (WRAPS[kind] or 2 ^ 32))
         end
      end
   end)

   it('take operands with gaps in every direction', function()
      local a, b = filled.tensor('Float', 9, 20), filled.tensor('Float', 20, 40)
      local y, z = torch.FloatTensor(), torch.FloatTensor()
      cr.mm(y, a, b)
      cr.mm(z, filled.strided(a), filled.strided(b))
      assert.is_true(filled.same(y, z))
   end)

   it('write results that are transposed or have gaps', function()
      local a, b = filled.tensor('Float', 9, 20), filled.tensor('Float', 20, 40)
      local added, y = filled.tensor('Float', 9, 40), torch.FloatTensor()
      cr.addmm(y, 2, added, 1, a, b)
      local turned = torch.FloatTensor(40, 9):t()
      cr.addmm(turned, 2, added, 1, a, b)
      filled.near(filled.list(y), turned, 1e-6, 'transposed')
      local gaps = filled.strided(added)
      cr.addmm(gaps, 2, gaps, 1, a, b)
      filled.near(filled.list(y), gaps, 1e-6, 'strided')
   end)

   it('are right when the result is one of the operands', function()
      local a, b = filled.tensor('Double', 6, 6), filled.tensor('Double', 6, 6)
      local y = torch.DoubleTensor()
      cr.mm(y, a, b)
      local c = a:clone()
      cr.mm(c, c, b)
      assert.is_true(filled.same(y, c))
      cr.mm(b, a, b)
      assert.is_true(filled.same(y, b))
   end)

   it('do not read the added matrix when beta is 0', function()
      local a, b = filled.tensor('Float', 4, 5), filled.tensor('Float', 5, 20)
      local y, nan = torch.FloatTensor(), torch.FloatTensor(4, 20):fill(0 / 0)
      cr.addmm(y, 0, nan, 1, a, b)
      filled.near(product(a, b, 4, 20, 5, 1, 0), y, 1e-6, 'beta 0')
   end)

   it('spread NaN from the operands', function()
      local a, b, y = filled.tensor('Float', 2, 3), filled.tensor('Float', 3, 20),
         torch.FloatTensor()
      a[1][2] = 0 / 0
      cr.mm(y, a, b)
      assert.is_true(y[1][20] ~= y[1][20])
      assert.is_true(y[2][20] == y[2][20])
   end)

   it('have the same bits for any number of threads', function()
      local a, b = filled.tensor('Float', 300, 130), filled.tensor('Float', 130, 300)
      a:mul(0.1)
      local first
      for threads = 1, 4 do
         cr.threads_use(threads)
         local y = torch.FloatTensor()
         cr.mm(y, a, b)
         first = first or y
         assert.is_true(filled.same(first, y))
      end
      cr.threads_use(2)
   end)
end)

describe('products of vectors and batches on the CPU', function()
   it('multiply a matrix and a vector', function()
      local m, v, added = filled.tensor('Float', 40, 33), filled.tensor('Float', 33),
         filled.tensor('Float', 40)
      local y = torch.FloatTensor()
      cr.addmv(y, 3, added, 2, m, v)
      filled.near(product(m, v, 40, 1, 33, 2, 3, added), y, 1e-6, 'addmv')
      cr.addmv(y, 3, filled.strided(added), 2, m, filled.strided(v))
      filled.near(product(m, v, 40, 1, 33, 2, 3, added), y, 1e-6, 'addmv with gaps')
      cr.addmv(y, 3, filled.strided(v), 2, m:t(), added)
      filled.near(product(m:t(), added, 33, 1, 40, 2, 3, v), y, 1e-6, 'addmv transposed')
      cr.mv(y, m:t(), added)
      filled.near(product(m:t(), added, 33, 1, 40, 1, 0), y, 1e-6, 'mv')
   end)

   it('give outer products', function()
      local x, z, added = filled.tensor('Double', 5), filled.tensor('Double', 19),
         filled.tensor('Double', 5, 19)
      local y = torch.DoubleTensor()
      cr.addr(y, 3, added, 2, x, z)
      filled.near(product(x, z, 5, 19, 1, 2, 3, added), y, 1e-14, 'addr')
      cr.addr(y, 3, filled.strided(added), 2, filled.strided(x), filled.strided(z))
      filled.near(product(x, z, 5, 19, 1, 2, 3, added), y, 1e-14, 'addr with gaps')
      cr.ger(y, x, z)
      filled.near(product(x, z, 5, 19, 1, 1, 0), y, 1e-14, 'ger')
   end)

   it('multiply batches one by one or sum them', function()
      local a, b = filled.tensor('Float', 3, 7, 8), filled.tensor('Float', 3, 8, 20)
      local added, y, sum = filled.tensor('Float', 3, 7, 20), torch.FloatTensor(), {}
      cr.baddbmm(y, 3, added, 2, a, b)
      for i = 1, 3 do
         filled.near(product(a[i], b[i], 7, 20, 8, 2, 3, added[i]), y[i], 1e-6, 'baddbmm')
         local part = product(a[i], b[i], 7, 20, 8, 1, 0)
         for j = 0, 139 do sum[j] = (sum[j] or 0) + part[j] end
      end
      cr.bmm(y, a, b)
      filled.near(product(a[2], b[2], 7, 20, 8, 1, 0), y[2], 1e-6, 'bmm')
      cr.addbmm(y, 0, added[1], 1, a, b)
      filled.near(sum, y, 1e-6, 'addbmm')
   end)

   it('scale the added matrix when there is nothing to sum', function()
      local added, y = filled.tensor('Float', 2, 3), torch.FloatTensor()
      cr.addmm(y, 2, added, 1, filled.empty('Float', 2, 0), filled.empty('Float', 0, 3))
      filled.near(product(added, added, 2, 3, 0, 1, 2, added), y, 0, 'no terms')
      cr.mm(y, filled.empty('Float', 2, 0), filled.empty('Float', 0, 3))
      filled.near({ [0] = 0, 0, 0, 0, 0, 0 }, y, 0, 'no terms, not added')
   end)
end)
