--- Cholesky's factors are multiplied again; a matrix whose factor is known.

local torch = require 'torch'
local matrices = require 'test.support.matrices'
local near, identity, positive = matrices.near, matrices.identity, matrices.positive

local SIZES = { 1, 2, 3, 7, 40, 130 }

-- The product of a factor with its transpose.
local function product(factor, uplo)
   return uplo == 'L' and factor * factor:t() or factor:t() * factor
end

describe('potrf', function()
   it('gives a triangle whose product with its transpose is the matrix', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a = positive(random(n, n))
            for _, uplo in ipairs { 'U', 'L' } do
               local factor = torch.potrf(a, uplo)
               assert.is_true(near(product(factor, uplo), a, n))
               local zeros = uplo == 'L' and torch.triu(factor, 1) or torch.tril(factor, -1)
               assert.are.equal(0, torch.abs(zeros):max())
            end
         end
      end)
   end)

   it('of the matrix min(i, j) is all ones', function()
      local n = 50
      local a = torch.Tensor(n, n)
      for i = 1, n do for j = 1, n do a[i][j] = math.min(i, j) end end
      assert.is_true(torch.potrf(a):equal(torch.triu(torch.ones(n, n))))
      assert.is_true(torch.potrf(a, 'L'):equal(torch.tril(torch.ones(n, n))))
   end)

   it('reads one triangle only', function()
      local a = torch.Tensor { { 4, 0 / 0 }, { 2, 2 } }
      assert.is_true(torch.potrf(a, 'L'):equal(torch.Tensor { { 2, 0 }, { 1, 1 } }))
      assert.has_error(function() torch.potrf(a) end,
         'potrf: A[1][2] is nan or infinite, expected finite numbers')
   end)

   it('names the minor that is not positive', function()
      assert.has_error(function() torch.potrf(torch.Tensor { { 1, 2 }, { 2, 1 } }) end,
         'potrf: the leading minor of order 2 of A is not positive definite')
   end)
end)

describe('potrs', function()
   it('solves with either factor', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a, b = positive(random(n, n)), random(n, 3)
            assert.is_true(near(a * torch.potrs(b, torch.potrf(a)), b, 4 * n))
            local lower = torch.potrf(a, 'L')
            assert.is_true(near(a * torch.potrs(b, lower, 'L'), b, 4 * n))
         end
      end)
   end)

   it('may put the solution in place of b', function()
      local b = torch.Tensor { { 4 }, { 9 } }
      local x = torch.potrs(b, b, torch.Tensor { { 2, 0 }, { 0, 3 } })
      assert.is_true(x:equal(torch.ones(2, 1)) and torch.pointer(x) == torch.pointer(b))
   end)

   it('refuses a factor with a zero on its diagonal', function()
      assert.has_error(function() torch.potrs(torch.ones(2), torch.zeros(2, 2)) end,
         'potrs: chol[1][1] is zero, it is singular')
   end)
end)

describe('potri', function()
   it('gives the whole inverse, from either factor', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a = positive(random(n, n))
            local upper = torch.potri(torch.potrf(a))
            local lower = torch.potri(torch.potrf(a, 'L'), 'L')
            assert.is_true(near(a * upper, identity(a, n), 8 * n))
            assert.is_true(near(a * lower, identity(a, n), 8 * n))
            assert.is_true(upper:equal(upper:t()) and lower:equal(lower:t()))
         end
      end)
   end)

   it('refuses a factor with a zero on its diagonal', function()
      assert.has_error(function() torch.potri(torch.diag(torch.Tensor { 1, 0 })) end,
         'potri: chol[2][2] is zero, it is singular')
   end)
end)

describe('pstrf', function()
   it('gives the factor of the matrix with its rows and columns in the given order', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a = positive(random(n, n))
            for _, uplo in ipairs { 'U', 'L' } do
               local factor, order = torch.pstrf(a, uplo)
               assert.are.equal('torch.IntTensor', order:type())
               local sorted = a:index(1, order:long()):index(2, order:long())
               assert.is_true(near(product(factor, uplo), sorted, n))
               local diagonal = torch.diag(factor)
               for i = 2, n do assert.is_true(diagonal[i] <= diagonal[i - 1] * 1.001) end
            end
         end
      end)
   end)

   it('tells at which pivot a matrix ends', function()
      assert.has_error(function() torch.pstrf(torch.ones(3, 3)) end, 'pstrf: pivot 2 of 3 is '
         .. 'not above the tolerance, A is not positive definite')
      local a = torch.diag(torch.Tensor { 4, 1, 9 })
      assert.has_error(function() torch.pstrf(a, 'U', 2) end, 'pstrf: pivot 3 of 3 is '
         .. 'not above the tolerance, A is not positive definite')
      assert.are.same({ 3, 1, 2 }, (select(2, torch.pstrf(a, 'U', 0.5))):totable())
      assert.has_error(function() torch.pstrf(a, 'U', 0 / 0) end,
         'pstrf: tolerance is nan, expected a number')
   end)

   it('asks for an IntTensor of pivots', function()
      local r = torch.Tensor()
      assert.has_error(function() torch.pstrf(r, torch.LongTensor(), torch.eye(2)) end,
         "pstrf: argument 2 is torch.LongTensor empty, expected piv (a torch.IntTensor) or "
         .. "uplo ('U' or 'L') or tol (a number) or nothing")
   end)
end)
