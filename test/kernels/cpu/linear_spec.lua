--- Linear layers at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 1e-6, Double = 1e-14 }

local function loops(x, w, b, dy, gw, gb, scale)
   local n, i, o = x:size(1), x:size(2), w:size(1)
   local X, W, B, D = filled.list(x), filled.list(w), filled.list(b), filled.list(dy)
   local y, dx, gW, gB = {}, {}, filled.list(gw), filled.list(gb)
   for k = 0, n * i - 1 do dx[k] = 0 end
   for r = 0, n - 1 do
      for c = 0, o - 1 do
         local sum, d = B[c], D[r * o + c]
         gB[c] = gB[c] + scale * d
         for k = 0, i - 1 do
            sum = sum + X[r * i + k] * W[c * i + k]
            dx[r * i + k] = dx[r * i + k] + d * W[c * i + k]
            gW[c * i + k] = gW[c * i + k] + scale * d * X[r * i + k]
         end
         y[r * o + c] = sum
      end
   end
   return y, dx, gW, gB
end

describe('linear on the CPU', function()
   it('is that of plain loops, with both gradients added to what was there', function()
      eachLevel(function(level)
         for kind, tolerance in pairs(FLOATS) do
            for _, s in ipairs { { 1, 1, 1 }, { 3, 20, 5 }, { 32, 17, 40 },
               { 20, 70, 10 } } do
               local n, i, o = unpack(s)
               local x, w, b = filled.tensor(kind, n, i), filled.tensor(kind, o, i),
                  filled.tensor(kind, o)
               local dy, gw, gb = filled.tensor(kind, n, o), filled.tensor(kind, o, i),
                  filled.tensor(kind, o)
               local Y, DX, GW, GB = loops(x, w, b, dy, gw, gb, 0.5)
               local y, dx = torch[kind .. 'Tensor'](), torch[kind .. 'Tensor']()
               local what = level .. ' ' .. kind .. ' ' .. table.concat(s, 'x')
               cr.linear(y, x, w, b)
               filled.near(Y, y, tolerance, what .. ' output')
               cr.linear_backward_input(dx, dy, w)
               filled.near(DX, dx, tolerance, what .. ' gradInput')
               cr.linear_backward_weight(gw, gb, x, dy, 0.5)
               filled.near(GW, gw, tolerance, what .. ' gradWeight')
               filled.near(GB, gb, tolerance, what .. ' gradBias')
            end
         end
      end)
   end)

   it('takes inputs with gaps, and no bias', function()
      local x, w = filled.tensor('Float', 6, 20), filled.tensor('Float', 9, 20)
      local zero, y = torch.FloatTensor(9):zero(), torch.FloatTensor()
      cr.linear(y, filled.strided(x), filled.strided(w), nil)
      local expected = loops(x, w, zero, torch.FloatTensor(6, 9):zero(), w, zero, 1)
      filled.near(expected, y, 1e-6, 'strided')
   end)

   it('gives an empty output and unchanged gradients for an empty batch', function()
      local x, w, dy = filled.empty('Float', 0, 4), filled.tensor('Float', 3, 4),
         filled.empty('Float', 0, 3)
      local y, kept, gb = torch.FloatTensor(), w:clone(), filled.tensor('Float', 3)
      cr.linear(y, x, w, nil)
      assert.are.equal(0, y:nElement())
      cr.linear_backward_weight(w, gb, x, dy, 1)
      assert.is_true(filled.same(kept, w))
   end)
end)
