--- Q and R are multiplied again; reflectors are applied as their matrix is.

local torch = require 'torch'
local matrices = require 'test.support.matrices'
local near, orthonormal = matrices.near, matrices.orthonormal

local SHAPES = { { 1, 1 }, { 1, 4 }, { 4, 1 }, { 3, 3 }, { 7, 4 }, { 4, 7 }, { 90, 40 },
   { 40, 90 } }

describe('qr', function()
   it('gives orthonormal columns and a triangle with the matrix as product', function()
      matrices.each(function(random)
         for _, shape in ipairs(SHAPES) do
            local a = random(shape[1], shape[2])
            local q, r = torch.qr(a)
            local k = math.min(shape[1], shape[2])
            assert.are.same({ shape[1], k }, q:size():totable())
            assert.are.same({ k, shape[2] }, r:size():totable())
            assert.is_true(near(q * r, a, 4 * shape[1]) and orthonormal(q))
            assert.is_true(r:equal(torch.triu(r)))
         end
      end)
   end)

   it('of the matrix in the documentation of Torch7 is known', function()
      local q, r = torch.qr(torch.Tensor { { 12, -51, 4 }, { 6, 167, -68 }, { -4, 24, -41 } })
      assert.is_true(near(torch.abs(r),
         torch.Tensor { { 14, 21, 14 }, { 0, 175, 70 }, { 0, 0, 35 } }, 3))
      assert.is_true(near(torch.abs(q) * 7,
         torch.Tensor { { 6, 69 / 25, 58 / 25 }, { 3, 158 / 25, 6 / 25 }, { 2, 6 / 5, 33 / 5 } },
         3))
   end)

   it('takes results of any shape', function()
      local a, q, r = torch.randn(3, 2), torch.Tensor(9), torch.Tensor(2, 2):t()
      local gotQ, gotR = torch.qr(q, r, a)
      assert.is_true(torch.pointer(gotQ) == torch.pointer(q))
      assert.is_true(torch.pointer(gotR) == torch.pointer(r))
      assert.is_true(near(q * r, a, 3))
   end)
end)

describe('geqrf', function()
   it('holds the triangle of qr, and reflectors of which orgqr makes its columns', function()
      matrices.each(function(random)
         for _, shape in ipairs(SHAPES) do
            local a = random(shape[1], shape[2])
            local q, r = torch.qr(a)
            local m, tau = torch.geqrf(a)
            local k = math.min(shape[1], shape[2])
            assert.are.same({ k }, tau:size():totable())
            assert.is_true(m:isSameSizeAs(a) and torch.triu(m):narrow(1, 1, k):equal(r))
            assert.is_true(torch.orgqr(m, tau):equal(q))
         end
      end)
   end)

   it('has reflectors 1 - tau v v\' whose product is Q', function()
      local a = torch.randn(4, 3)
      local m, tau = torch.geqrf(a)
      local product = torch.eye(4)
      for j = 1, 3 do
         local v = torch.zeros(4)
         v[j] = 1
         for i = j + 1, 4 do v[i] = m[i][j] end
         product = product * (torch.eye(4) - torch.ger(v, v) * tau[j])
      end
      assert.is_true(near(torch.orgqr(m, tau), product:narrow(2, 1, 3), 4))
      assert.is_true(near(torch.ormqr(m, tau, torch.eye(4)), product, 4))
   end)
end)

describe('ormqr', function()
   it('multiplies by Q or its transpose from the left or the right', function()
      matrices.each(function(random)
         for _, shape in ipairs(SHAPES) do
            local a, rows = random(shape[1], shape[2]), shape[1]
            local m, tau = torch.geqrf(a)
            local q = torch.ormqr(m, tau, matrices.identity(a, rows))
            assert.is_true(orthonormal(q))
            local left, right = random(rows, 3), random(3, rows)
            assert.is_true(near(torch.ormqr(m, tau, left), q * left, rows))
            assert.is_true(near(torch.ormqr(m, tau, left, 'L', 'T'), q:t() * left, rows))
            assert.is_true(near(torch.ormqr(m, tau, right, 'R'), right * q, rows))
            assert.is_true(near(torch.ormqr(m, tau, right, 'R', 'T'), right * q:t(), rows))
         end
      end)
   end)

   it('takes reflectors laid out in any way', function()
      local m, tau = torch.geqrf(torch.randn(4, 3))
      local c = torch.randn(4, 2)
      assert.is_true(torch.ormqr(m:contiguous(), tau, c):equal(torch.ormqr(m, tau, c)))
   end)

   it('asks for a matrix that fits', function()
      local m, tau = torch.geqrf(torch.randn(4, 3))
      assert.has_error(function() torch.ormqr(m, tau, torch.ones(3, 4)) end, 'ormqr: mat is '
         .. 'torch.DoubleTensor 3x4, expected 4 rows for m torch.DoubleTensor 4x3')
      assert.has_error(function() torch.ormqr(m, tau, torch.ones(4, 3), 'R') end, 'ormqr: mat '
         .. 'is torch.DoubleTensor 4x3, expected 4 columns for m torch.DoubleTensor 4x3')
      assert.has_error(function() torch.orgqr(m, torch.ones(4)) end, 'orgqr: tau is '
         .. 'torch.DoubleTensor 4, expected at most 3 elements for torch.DoubleTensor 4x3')
   end)
end)
