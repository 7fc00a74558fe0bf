--- Local response normalisation and pooling over channels at every CPU level against
-- plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 2e-6, Double = 1e-13 }

local function eachKind(check)
   eachLevel(function(level)
      for kind, tolerance in pairs(FLOATS) do
         check(kind, tolerance, level .. ' ' .. kind)
      end
   end)
end

-- Scales, outputs and gradients of N x C x area by the definition.
local function responses(X, DY, N, C, area, size, alpha, beta, k)
   local S, Y, DX = {}, {}, {}
   local function each(f)
      for n = 0, N - 1 do for c = 0, C - 1 do for i = 0, area - 1 do
         local first, last = math.max(0, c - (size - 1) / 2), math.min(C - 1,
            c + (size - 1) / 2)
         local function at(d) return (n * C + d) * area + i end
         f(at(c), first, last, at)
      end end end
   end
   each(function(o, first, last, at)
      local sum = 0
      for d = first, last do sum = sum + X[at(d)] ^ 2 end
      S[o] = k + alpha / size * sum
      Y[o] = X[o] * S[o] ^ -beta
   end)
   each(function(o, first, last, at)
      local sum = 0
      for d = first, last do sum = sum + DY[at(d)] * Y[at(d)] / S[at(d)] end
      DX[o] = DY[o] * S[o] ^ -beta - 2 * alpha * beta / size * X[o] * sum
   end)
   return S, Y, DX
end

describe('Local response normalisation', function()
   it('computes what plain loops do', function()
      local cases = { { 2, 6, 3, 4, 5, 1e-4, 0.75, 1 }, { 1, 5, 7, 9, 3, 0.5, 0.75, 2 },
         { 1, 4, 1, 35, 5, 0.3, 0.5, 1 }, { 2, 3, 2, 2, 7, 1, 1.3, 0.7 },
         { 1, 1, 1, 1, 1, 1, 1, 1 } }
      eachKind(function(kind, tolerance, what)
         for i, c in ipairs(cases) do
            local x = filled.tensor(kind, unpack(c, 1, 4))
            local dy = filled.tensor(kind, unpack(c, 1, 4))
            local y, s, dx = x.new(), x.new(), x.new()
            cr.lrn(y, s, filled.strided(x), unpack(c, 5))
            cr.lrn_backward(dx, x, y, filled.strided(s), dy, c[5], c[6], c[7])
            local S, Y, DX = responses(filled.list(x), filled.list(dy), c[1], c[2],
               c[3] * c[4], unpack(c, 5))
            local name = what .. ' case ' .. i
            filled.near(S, s, tolerance, name .. ' scale')
            filled.near(Y, y, tolerance, name .. ' output')
            filled.near(DX, dx, 2 * tolerance, name .. ' gradInput')
         end
      end)
   end)

   it('writes over its input', function()
      local x, s, y = torch.rand(1, 3, 4, 5), torch.Tensor(), torch.Tensor()
      cr.lrn(y, s, x, 3, 0.5, 0.75, 1)
      cr.lrn(x, s, x, 3, 0.5, 0.75, 1)
      assert.are.equal(0, (x - y):abs():max())
   end)
end)

describe('Pooling over channels', function()
   it('computes what plain loops do', function()
      local cases = { { 2, 7, 1, 1, 3, 2, 2 }, { 1, 6, 3, 4, 2, 1, 3 },
         { 2, 5, 2, 5, 2, 2, 1 }, { 1, 4, 1, 1, 4, 1, 2.5 } }
      eachKind(function(kind, tolerance, what)
         for i, c in ipairs(cases) do
            local N, F, H, W, width, stride, p = unpack(c)
            local x, y = filled.tensor(kind, N, F, H, W):abs():add(0.25), torch[kind
               .. 'Tensor']()
            cr.feature_pool(y, filled.strided(x), width, stride, p)
            local P, area = math.floor((F - width) / stride) + 1, H * W
            local dy, dx = filled.tensor(kind, N, P, H, W), x.new()
            cr.feature_pool_backward(dx, x, y, filled.strided(dy), width, stride, p)
            local X, DY, Y, DX = filled.list(x), filled.list(dy), {}, {}
            for o = 0, N * F * area - 1 do DX[o] = 0 end
            for o = 0, N * P * area - 1 do
               local n, window, pixel = math.floor(o / area / P),
                  math.floor(o / area) % P, o % area
               local corner, sum = (n * F + window * stride) * area + pixel, 0
               for k = 0, width - 1 do sum = sum + X[corner + k * area] ^ p end
               Y[o] = sum ^ (1 / p)
               for k = 0, width - 1 do
                  local at = corner + k * area
                  DX[at] = DX[at] + DY[o] * (X[at] / Y[o]) ^ (p - 1)
               end
            end
            filled.near(Y, y, tolerance, what .. ' output ' .. i)
            filled.near(DX, dx, 4 * tolerance, what .. ' gradInput ' .. i)
         end
      end)
   end)
end)
