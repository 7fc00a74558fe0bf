--- Linear systems, least squares and inverses: what they solve is put back into the
-- equations; inverses with a closed form.

local torch = require 'torch'
local matrices = require 'test.support.matrices'
local near, identity = matrices.near, matrices.identity

local SIZES = { 1, 2, 3, 7, 40, 130 }

-- A random square matrix with diagonally dominant rows: no system is near to singular.
local function dominant(random, n)
   local a = random(n, n)
   return a:copy(a + identity(a, n) * 4 * math.sqrt(n))
end

describe('gesv', function()
   it('gives x with a x = b', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a, b = dominant(random, n), random(n, 3)
            assert.is_true(near(a * torch.gesv(b, a), b, n))
         end
      end)
   end)

   it('gives the factors of a with its rows exchanged', function()
      matrices.each(function(random)
         local a, n = random(5, 5), 5
         local _, lu = torch.gesv(random(n, 1), a)
         local product = (torch.tril(lu, -1) + identity(a, n)) * torch.triu(lu)
         for i = 1, n do -- each row of the product is a row of a
            local least = math.huge
            for j = 1, n do least = math.min(least, product[i]:dist(a[j])) end
            assert.is_true(least < 1e-5)
         end
         assert.is_true(torch.tril(lu, -1):abs():max() <= 1)
      end)
   end)

   it('takes a vector as a column', function()
      local x = torch.gesv(torch.Tensor { 2, 8 }, torch.Tensor { { 2, 0 }, { 0, 4 } })
      assert.are.same({ 2, 1 }, x:size():totable())
      assert.are.same({ 1, 2 }, { x[1][1], x[2][1] })
   end)

   it('leaves its arguments as they were, or puts the results there', function()
      local a, b = torch.Tensor { { 0, 2 }, { 4, 0 } }, torch.Tensor { { 6 }, { 8 } }
      local keptA, keptB = a:clone(), b:clone()
      local x, lu = torch.gesv(b, a)
      assert.is_true(a:equal(keptA) and b:equal(keptB))
      assert.is_true(x:equal(torch.Tensor { { 2 }, { 3 } }))
      local rx, rlu = torch.gesv(b, a, b, a)
      assert.is_true(torch.pointer(rx) == torch.pointer(b) and rx:equal(x))
      assert.is_true(torch.pointer(rlu) == torch.pointer(a) and rlu:equal(lu))
   end)

   it('names the pivot of a singular matrix', function()
      local a = torch.Tensor { { 1, 2, 3 }, { 2, 4, 6 }, { 1, 1, 1 } }
      assert.has_error(function() torch.gesv(torch.ones(3), a) end,
         'gesv: pivot 3 is zero, A is singular')
   end)

   it('asks for a square matrix and as many rows', function()
      assert.has_error(function() torch.gesv(torch.ones(2), torch.ones(2, 3)) end,
         'gesv: A is torch.DoubleTensor 2x3, expected a square matrix')
      assert.has_error(function() torch.gesv(torch.ones(2, 1), torch.eye(3)) end,
         'gesv: B is torch.DoubleTensor 2x1, expected 3 rows as in torch.DoubleTensor 3x3')
      assert.has_error(function() torch.gesv(torch.ones(3, 1, 1), torch.eye(3)) end,
         'gesv: B is torch.DoubleTensor 3x1x1, expected a matrix or a vector')
   end)
end)

describe('trtrs', function()
   local function triangle(a, uplo) return uplo == 'L' and torch.tril(a) or torch.triu(a) end

   it('solves with one triangle, transposed or not', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a, b = dominant(random, n), random(n, 2)
            for _, uplo in ipairs { 'U', 'L' } do
               local t = triangle(a, uplo)
               local x, copy = torch.trtrs(b, a, uplo)
               assert.is_true(near(t * x, b, n) and copy:equal(a))
               assert.is_true(near(t:t() * torch.trtrs(b, a, uplo, 'T'), b, n))
            end
         end
      end)
   end)

   it('takes the diagonal as ones if told so', function()
      local a = torch.Tensor { { 0, 2 }, { 3, 0 } }
      local x = torch.trtrs(torch.Tensor { 5, 1 }, a, 'U', 'N', 'U')
      assert.is_true(x:equal(torch.Tensor { { 3 }, { 1 } }))
      x = torch.trtrs(torch.Tensor { 1, 5 }, a, 'L', 'N', 'U')
      assert.is_true(x:equal(torch.Tensor { { 1 }, { 2 } }))
   end)

   it('reads options that stand for others by their letters', function()
      local a, b = torch.Tensor { { 2, 1 }, { 0, 1 } }, torch.Tensor { { 2 }, { 3 } }
      local function same(short, ...)
         local x, y = torch.trtrs(b, a, unpack(short)), torch.trtrs(b, a, ...)
         return x:equal(y)
      end
      assert.is_true(same({ 'T' }, 'U', 'T', 'N'))
      assert.is_true(same({ 'U', 'U' }, 'U', 'N', 'U'))
      assert.is_true(same({ 'N' }, 'U', 'N', 'N'))
      assert.is_true(same({ 'Lower' }, 'L', 'N', 'N'))
      assert.is_false(same({ 'T' }, 'U', 'N', 'N'))
      assert.has_error(function() torch.trtrs(b, a, 'X') end, 'trtrs: argument 3 is \'X\', '
         .. "expected b (a tensor) or uplo ('U' or 'L') or trans ('N' or 'T') or diag "
         .. "('N' or 'U') or nothing")
   end)

   it('does not read the other triangle', function()
      local a = torch.Tensor { { 2, 0 / 0 }, { 4, 2 } }
      local x = torch.trtrs(torch.Tensor { 2, 6 }, a, 'L')
      assert.is_true(x:equal(torch.Tensor { { 1 }, { 1 } }))
   end)

   it('names the zero on the diagonal', function()
      assert.has_error(function()
         torch.trtrs(torch.ones(2), torch.Tensor { { 1, 1 }, { 0, 0 } })
      end, 'trtrs: A[2][2] is zero, A is singular')
   end)
end)

describe('gels', function()
   it('leaves a residual at right angles to the columns of a tall matrix', function()
      matrices.each(function(random)
         for _, n in ipairs { 1, 2, 5, 40 } do
            local a, b = random(2 * n + 1, n), random(2 * n + 1, 2)
            local x, qr = torch.gels(b, a)
            assert.are.same({ n, 2 }, x:size():totable())
            assert.is_true(qr:isSameSizeAs(a))
            local residual = torch.add(b, -1, a * x)
            assert.is_true(near(a:t() * residual, torch.zeros(n, 2):typeAs(a), 60 * n))
         end
      end)
   end)

   it('gives the shortest solution of a wide system', function()
      matrices.each(function(random)
         for _, n in ipairs { 1, 2, 5, 40 } do
            local a, b = random(n, 2 * n + 1), random(n, 2)
            local x = torch.gels(b, a)
            assert.is_true(near(a * x, b, 20 * n))
            local y = torch.gesv(b, a * a:t()) -- then x lies in the rows of a: x = a' y
            assert.is_true(near(x, a:t() * y, 5000 * n))
         end
      end)
   end)

   it('fits a line to points', function()
      local a = torch.Tensor { { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 4 } }
      local x = torch.gels(torch.Tensor { 6, 5, 7, 10 }, a)
      assert.is_true(near(x, torch.Tensor { { 3.5 }, { 1.4 } }, 4))
   end)

   it('refuses a matrix with a column of zeros', function()
      local a = torch.Tensor { { 1, 0 }, { 2, 0 }, { 3, 0 } }
      assert.has_error(function() torch.gels(torch.ones(3), a) end, 'gels: diagonal element '
         .. '2 of the triangular factor is zero, A has not full rank')
   end)
end)

describe('inverse', function()
   it('gives the identity with its matrix, on both sides', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a = dominant(random, n)
            local inverse = torch.inverse(a)
            assert.is_true(near(a * inverse, identity(a, n), n))
            assert.is_true(near(inverse * a, identity(a, n), n))
         end
      end)
   end)

   it('is that of the matrix min(i, j): tridiagonal, 2 and -1, in the corner 1', function()
      local n = 30
      local a, wanted = torch.Tensor(n, n), torch.zeros(n, n)
      for i = 1, n do
         for j = 1, n do
            a[i][j] = math.min(i, j)
            wanted[i][j] = i == j and (i == n and 1 or 2) or math.abs(i - j) == 1 and -1 or 0
         end
      end
      assert.is_true(near(torch.inverse(a), wanted, n))
   end)

   it('writes a part of a larger tensor in its place', function()
      local batch = torch.zeros(3, 2, 2)
      torch.inverse(batch[2], torch.Tensor { { 1, 2 }, { 0, 1 } })
      assert.is_true(batch[2]:equal(torch.Tensor { { 1, -2 }, { 0, 1 } }))
      assert.are.equal(0, batch[1]:norm() + batch[3]:norm())
      torch.inverse(batch[2], batch[2])
      assert.is_true(batch[2]:equal(torch.Tensor { { 1, 2 }, { 0, 1 } }))
   end)

   it('names the pivot of a singular matrix', function()
      assert.has_error(function() torch.inverse(torch.ones(2, 2)) end,
         'inverse: pivot 2 is zero, A is singular')
   end)
end)
