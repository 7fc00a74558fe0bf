--- Eigenvalues and singular values: the factors are multiplied again; matrices whose
-- values have a closed form.

local torch = require 'torch'
local matrices = require 'test.support.matrices'
local near, orthonormal, identity = matrices.near, matrices.orthonormal, matrices.identity

local SIZES = { 1, 2, 3, 7, 40, 130 }

-- 2 on the diagonal, -1 beside it: its eigenvalues are 2 - 2 cos(k pi / (n + 1)).
local function laplacian(n)
   local a = torch.eye(n) * 2
   for i = 1, n - 1 do a[i][i + 1], a[i + 1][i] = -1, -1 end
   return a
end

describe('symeig', function()
   it('gives orthonormal vectors that make the matrix diagonal', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a = random(n, n)
            a:copy(a + a:t())
            local e, v = torch.symeig(a, 'V')
            assert.is_true(orthonormal(v))
            assert.is_true(near(v * torch.diag(e) * v:t(), a, 4 * n))
            for i = 2, n do assert.is_true(e[i] >= e[i - 1]) end
            assert.is_true(near(torch.symeig(a), e, 4 * n))
         end
      end)
   end)

   it('reads the upper triangle, or the lower one', function()
      matrices.each(function(random)
         local a = random(6, 6)
         for _, uplo in ipairs { 'U', 'L' } do
            local t = uplo == 'U' and torch.triu(a) or torch.tril(a)
            local whole = t + t:t() - torch.diag(torch.diag(a))
            local e, v = torch.symeig(a, 'V', uplo)
            assert.is_true(near(v * torch.diag(e) * v:t(), whole, 24))
         end
      end)
   end)

   it('finds the values of the discrete Laplacian', function()
      local n = 64
      local e = torch.symeig(laplacian(n))
      for k = 1, n do
         assert.is_true(math.abs(e[k] - 2 + 2 * math.cos(k * math.pi / (n + 1))) < 1e-13)
      end
   end)

   it('of a 1 x 1 matrix is its element', function()
      local e, v = torch.symeig(torch.Tensor(1, 1):fill(-3), 'V')
      assert.are.same({ -3, 1, 1, 1 }, { e[1], math.abs(v[1][1]), e:size(1), v:size(2) })
   end)
end)

describe('eig', function()
   -- a v for the vectors of real and complex values, against value times vector.
   local function agrees(a, e, v)
      local n, i = a:size(1), 1
      while i <= n do
         local re, im = e[i][1], e[i][2]
         if im == 0 then
            if not near(a * v:select(2, i), v:select(2, i) * re, 16 * n) then return false end
            i = i + 1
         else
            local x, y = v:select(2, i), v:select(2, i + 1)
            if e[i + 1][1] ~= re or e[i + 1][2] ~= -im
               or not near(a * x, x * re - y * im, 16 * n)
               or not near(a * y, x * im + y * re, 16 * n) then
               return false
            end
            i = i + 2
         end
      end
      return true
   end

   it('gives vectors that the matrix multiplies by their values', function()
      matrices.each(function(random)
         for _, n in ipairs(SIZES) do
            local a = random(n, n)
            local e, v = torch.eig(a, 'V')
            assert.are.same({ n, 2 }, e:size():totable())
            assert.is_true(agrees(a, e, v))
            assert.are.equal(0, (select(2, torch.eig(a))):nElement())
         end
      end)
   end)

   it('of a rotation are cos and sin of its angle', function()
      local c, s = math.cos(0.4), math.sin(0.4)
      local e = torch.eig(torch.Tensor { { c, -s }, { s, c } })
      assert.is_true(near(e, torch.Tensor { { c, s }, { c, -s } }, 2))
   end)

   it('of a companion matrix are the roots of its polynomial', function()
      -- (x - 1)(x - 2)(x - 3)(x^2 + 1) = x^5 - 6 x^4 + 12 x^3 - 12 x^2 + 11 x - 6
      local a = torch.zeros(5, 5)
      for i = 1, 4 do a[i + 1][i] = 1 end
      a:select(2, 5):copy(torch.Tensor { 6, -11, 12, -12, 6 })
      local e = torch.eig(a)
      for _, root in ipairs { { 1, 0 }, { 2, 0 }, { 3, 0 }, { 0, 1 }, { 0, -1 } } do
         local least = math.huge
         for i = 1, 5 do least = math.min(least, e[i]:dist(torch.Tensor(root))) end
         assert.is_true(least < 1e-12)
      end
   end)

   it('leaves a result for vectors alone that it was not asked for', function()
      local e, v = torch.Tensor(), torch.ones(3)
      torch.eig(e, v, torch.eye(2))
      assert.is_true(v:equal(torch.ones(3)) and e:equal(torch.Tensor { { 1, 0 }, { 1, 0 } }))
   end)
end)

describe('svd', function()
   local SHAPES = { { 1, 1 }, { 1, 4 }, { 4, 1 }, { 3, 3 }, { 7, 4 }, { 4, 7 }, { 300, 20 },
      { 20, 300 }, { 60, 50 } }

   it('gives orthonormal columns and values with the matrix as product', function()
      matrices.each(function(random)
         for _, shape in ipairs(SHAPES) do
            local m, n = unpack(shape)
            local a, k = random(m, n), math.min(m, n)
            local u, s, v = torch.svd(a)
            assert.are.same({ m, k, k, n, k }, { u:size(1), u:size(2), s:size(1), v:size(1),
               v:size(2) })
            assert.is_true(near(u * torch.diag(s) * v:t(), a, 4 * (m + n)))
            assert.is_true(orthonormal(u) and orthonormal(v))
            for i = 1, k do assert.is_true(s[i] >= (s[i + 1 <= k and i + 1 or i])) end
            assert.is_true(s[k] >= 0)
         end
      end)
   end)

   it('completes u and v if all columns are asked for', function()
      matrices.each(function(random)
         for _, shape in ipairs(SHAPES) do
            local m, n = unpack(shape)
            local a, k = random(m, n), math.min(m, n)
            local u, s, v = torch.svd(a, 'A')
            assert.are.same({ m, m, n, n }, { u:size(1), u:size(2), v:size(1), v:size(2) })
            assert.is_true(orthonormal(u) and orthonormal(v))
            local product = u:narrow(2, 1, k) * torch.diag(s) * v:narrow(2, 1, k):t()
            assert.is_true(near(product, a, 4 * (m + n)))
         end
      end)
   end)

   it('finds the values of a triangle of ones', function()
      local n = 40
      local _, s = torch.svd(torch.tril(torch.ones(n, n)))
      for k = 1, n do
         local wanted = 1 / (2 * math.sin((2 * k - 1) * math.pi / (4 * n + 2)))
         assert.is_true(math.abs(s[k] - wanted) < 1e-12)
      end
   end)

   it('finds a rank', function()
      local _, s = torch.svd(torch.ger(torch.range(1, 9), torch.range(1, 5)))
      assert.is_true(s[1] > 1 and s[2] < 1e-12)
   end)

   it('takes results of any shape and stride', function()
      local a = torch.randn(4, 3)
      local u, s, v = torch.Tensor(3, 4):t(), torch.Tensor(2, 2), torch.Tensor(6, 3):narrow(1, 2, 3)
      local gotU = torch.svd(u, s, v, a)
      assert.is_true(torch.pointer(gotU) == torch.pointer(u))
      assert.is_true(near(u * torch.diag(s) * v:t(), a, 7))
      assert.is_true(torch.symeig(identity(a, 2)):equal(torch.ones(2)))
   end)
end)
