--- cross, renorm and match against plain Lua loops, in every type that has them.

local torch = require 'torch'
local cr = require 'cbind'
local filled = require 'test.support.filled'

local ALL = { Byte = 0, Char = 0, Short = 0, Int = 0, Long = 0, Half = 1e-2,
   BFloat16 = 5e-2, Float = 1e-5, Double = 1e-13 }

describe('cross', function()
   it('is the product of vectors along a dimension, in every type', function()
      for kind, tolerance in pairs(ALL) do
         for _, sizes in ipairs { { 3 }, { 3, 4 }, { 2, 3 }, { 2, 3, 2 } } do
            local a, b = filled.tensor(kind, unpack(sizes)), filled.tensor(kind, unpack(sizes))
            local d = sizes[1] == 3 and 1 or 2
            local c, wanted = torch.cross(a, b), torch.DoubleTensor(unpack(sizes))
            for i = 1, 3 do
               local j, k = i % 3 + 1, (i + 1) % 3 + 1
               local function part(x, at) return x:double():narrow(d, at, 1) end
               wanted:narrow(d, i, 1):copy(torch.cmul(part(a, j), part(b, k))
                  - torch.cmul(part(a, k), part(b, j)))
            end
            if kind == 'Byte' then wanted:remainder(256) end
            filled.near(filled.list(wanted), c, tolerance, kind)
            assert.is_true(c:equal(torch.cross(filled.strided(a), filled.strided(b))))
         end
      end
   end)

   it('takes a dimension, or the first of size 3', function()
      local a, b = torch.randn(3, 3), torch.randn(3, 3)
      assert.is_true(torch.cross(a, b):equal(torch.cross(a, b, 1)))
      assert.is_true(torch.cross(a, b, 2):equal(torch.cross(a:t(), b:t()):t()))
      local kept = a:clone()
      torch.cross(a, a, b)
      assert.is_true(a:equal(torch.cross(kept, b)))
   end)

   it('names what is wrong', function()
      local x, y = torch.Tensor(2, 2), torch.Tensor()
      assert.has_error(function() cr.cross(y, x, x, -1) end,
         'cross: tensor is torch.DoubleTensor 2x2, expected a dimension of size 3')
      assert.has_error(function() cr.cross(y, x, x, 1) end,
         'cross: dimension 2 of torch.DoubleTensor 2x2 has size 2, expected 3')
      assert.has_error(function() cr.cross(y, torch.Tensor(3), torch.Tensor(2), -1) end,
         'cross: tensor2 is torch.DoubleTensor 2 but tensor1 is torch.DoubleTensor 3')
   end)
end)

describe('renorm', function()
   it('scales down what is too long, along any dimension', function()
      for _, kind in ipairs { 'Half', 'BFloat16', 'Float', 'Double' } do
         for _, p in ipairs { 1, 2, 3.5 } do
            for d = 1, 3 do
               local x = filled.tensor(kind, 3, 4, 5)
               if d == 2 then x = filled.strided(x) end
               local wanted = x:double()
               for i = 1, x:size(d) do
                  local slice, sum = wanted:select(d, i), 0
                  slice:clone():apply(function(v) sum = sum + math.abs(v) ^ p end)
                  local norm = sum ^ (1 / p)
                  if norm > 3 then slice:mul(3 / (norm + 1e-7)) end
               end
               filled.near(filled.list(wanted), torch.renorm(x, p, d, 3), ALL[kind], kind)
            end
         end
      end
   end)

   it('leaves short slices as they are, and works in place', function()
      local x = torch.Tensor { { 0.1, 0.2 }, { 3, 4 } }
      assert.are.equal(torch.pointer(x), torch.pointer(x:renorm(2, 1, 1)))
      assert.are.same({ 0.1, 0.2 }, x[1]:totable())
      assert.is_true(math.abs(x[2]:norm() - 1) < 1e-7)
   end)

   it('names what is wrong', function()
      local x, y = torch.Tensor(2, 2), torch.Tensor()
      assert.has_error(function() cr.renorm(y, torch.Tensor(3), 2, 0, 1) end,
         'renorm: tensor is torch.DoubleTensor 3, expected elements in two or more dimensions')
      assert.has_error(function() cr.renorm(y, x, 0, 0, 1) end,
         'renorm: p is 0, expected more than 0')
      assert.has_error(function() cr.renorm(y, x, 2, 0, -1) end,
         'renorm: maxnorm is -1, expected 0 or more')
   end)
end)

describe('match', function()
   it('has the squared distance of every two rows, in every type', function()
      for kind, tolerance in pairs(ALL) do
         local a, b = filled.tensor(kind, 3, 2, 2), filled.strided(filled.tensor(kind, 5, 4))
         local x, y, wanted = a:double():view(3, 4), b:double(), {}
         for i = 1, 3 do
            for j = 1, 5 do
               local value = (x[i] - y[j]):pow(2):sum() * 2
               if kind == 'Byte' then value = value % 256 end
               if kind == 'Char' then value = (value + 128) % 256 - 128 end
               wanted[(i - 1) * 5 + j - 1] = value
            end
         end
         filled.near(wanted, torch.match(a, b, 2), tolerance, kind)
      end
   end)

   it('names what is wrong', function()
      assert.has_error(function()
         cr.match(torch.Tensor(), torch.Tensor(2, 3), torch.Tensor(2, 2), 1)
      end, 'match: tensor1 is torch.DoubleTensor 2x3 and tensor2 is torch.DoubleTensor 2x2, '
         .. 'expected rows of as many elements')
   end)
end)
