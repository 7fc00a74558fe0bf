--- Pooling at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 1e-6, Double = 1e-14 }
local LEAST = { Half = -math.huge, BFloat16 = -math.huge, Float = -3.4028234663852886e38,
   Double = -1.7976931348623157e308 }

-- N C H W, kernel, strides, paddings, ceil.
local CASES = {
   { 2, 3, 4, 4, 2, 2, 2, 2, 0, 0, 0 }, { 1, 2, 28, 28, 2, 2, 2, 2, 0, 0, 0 },
   { 1, 2, 9, 7, 2, 2, 2, 2, 0, 0, 0 }, { 1, 2, 9, 7, 2, 2, 2, 2, 0, 0, 1 },
   { 2, 2, 11, 12, 3, 3, 2, 2, 1, 1, 0 }, { 1, 1, 30, 70, 3, 3, 2, 2, 1, 1, 0 },
   { 1, 1, 7, 8, 3, 3, 2, 2, 0, 0, 1 }, { 1, 2, 8, 9, 3, 2, 1, 3, 1, 1, 1 },
   { 1, 1, 5, 5, 5, 5, 1, 1, 2, 2, 0 }, { 1, 2, 2, 2, 3, 3, 2, 2, 0, 0, 1 },
   { 2, 2, 6, 70, 2, 2, 2, 2, 0, 0, 0 }, { 1, 1, 4, 4, 1, 1, 4, 4, 0, 0, 1 },
}

-- Calls f(window number, place of its plane, first and last row, first and last column,
-- elements that count) for every window.
local function eachWindow(c, P, Q, f)
   local N, C, H, W, kh, kw, sh, sw, ph, pw = unpack(c)
   for n = 0, N * C - 1 do for p = 0, P - 1 do for q = 0, Q - 1 do
      local h0, w0 = p * sh - ph, q * sw - pw
      local h1, w1 = math.min(h0 + kh, H + ph), math.min(w0 + kw, W + pw)
      local counted = (h1 - h0) * (w1 - w0)
      f((n * P + p) * Q + q, n * H * W, math.max(h0, 0), math.min(h1, H) - 1,
         math.max(w0, 0),
         math.min(w1, W) - 1, counted)
   end end end
end

local function zeros(count)
   local result = {}
   for i = 0, count - 1 do result[i] = 0 end
   return result
end

local function checkMax(kind, c, what)
   local N, C, H, W, kh, kw, sh, sw, ph, pw, ceil = unpack(c)
   local x, y, dx = filled.tensor(kind, N, C, H, W), torch[kind .. 'Tensor'](),
      torch[kind .. 'Tensor']()
   local indices = torch.LongTensor()
   x[1][1][1][1] = 0 / 0
   cr.max_pool(y, indices, x, kh, kw, sh, sw, ph, pw, ceil)
   local dy = filled.tensor(kind, N, C, y:size(3), y:size(4))
   cr.max_pool_backward(dx, dy, indices, H, W)
   local X, DY, Y, I, DX = filled.list(x), filled.list(dy), {}, {}, zeros(x:nElement())
   eachWindow(c, y:size(3), y:size(4), function(o, plane, h0, h1, w0, w1)
      local best, place = LEAST[kind], 0
      for h = h0, h1 do for w = w0, w1 do
         local v = X[plane + h * W + w]
         if v > best then best, place = v, h * W + w + 1 end
      end end
      Y[o], I[o] = best, place
      if place > 0 then DX[plane + place - 1] = DX[plane + place - 1] + DY[o] end
   end)
   filled.near(Y, y, 0, what .. ' output')
   filled.near(I, indices, 0, what .. ' indices')
   filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
end

local function checkAverage(kind, c, counting, what)
   local N, C, H, W, kh, kw, sh, sw, ph, pw, ceil = unpack(c)
   local x, y, dx = filled.tensor(kind, N, C, H, W), torch[kind .. 'Tensor'](),
      torch[kind .. 'Tensor']()
   cr.average_pool(y, x, kh, kw, sh, sw, ph, pw, ceil, counting)
   local dy = filled.tensor(kind, N, C, y:size(3), y:size(4))
   cr.average_pool_backward(dx, dy, H, W, kh, kw, sh, sw, ph, pw, ceil, counting)
   local X, DY, Y, DX = filled.list(x), filled.list(dy), {}, zeros(x:nElement())
   eachWindow(c, y:size(3), y:size(4), function(o, plane, h0, h1, w0, w1, counted)
      local sum = 0
      if counting == 0 then counted = (h1 - h0 + 1) * (w1 - w0 + 1) end
      for h = h0, h1 do for w = w0, w1 do
         local i = plane + h * W + w
         sum, DX[i] = sum + X[i], DX[i] + DY[o] / counted
      end end
      Y[o] = sum / counted
   end)
   filled.near(Y, y, FLOATS[kind], what .. ' output')
   filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
end

describe('pooling on the CPU', function()
   it('finds the first of the largest elements, and hands gradients back to it',
      function()
      eachLevel(function(level)
         for kind in pairs(FLOATS) do
            for _, c in ipairs(CASES) do
               checkMax(kind, c, level .. ' ' .. kind .. ' max ' .. table.concat(c, ' '))
            end
         end
      end)
   end)

   it('averages with and without the padding', function()
      eachLevel(function(level)
         for kind in pairs(FLOATS) do
            for _, c in ipairs(CASES) do
               for counting = 0, 1 do
                  checkAverage(kind, c, counting,
                     level .. ' ' .. kind .. ' mean ' .. table.concat(c, ' '))
               end
            end
         end
      end)
   end)

   it('takes images and gradients with gaps', function()
      local x, y, z = filled.tensor('Float', 2, 3, 6, 8), torch.FloatTensor(),
         torch.FloatTensor()
      local i, j = torch.LongTensor(), torch.LongTensor()
      cr.max_pool(y, i, x, 2, 2, 2, 2, 0, 0, 0)
      cr.max_pool(z, j, filled.strided(x), 2, 2, 2, 2, 0, 0, 0)
      assert.is_true(filled.same(y, z))
      assert.is_true(filled.same(i, j))
      local dx, du = torch.FloatTensor(), filled.strided(x)
      cr.max_pool_backward(dx, y, i, 6, 8)
      cr.max_pool_backward(du, filled.strided(y), filled.strided(i), 6, 8)
      assert.is_true(filled.same(dx, du))
   end)

   it('has the same bits for any number of threads', function()
      local x, first = filled.tensor('Float', 9, 8, 30, 30), nil
      for threads = 1, 4 do
         cr.threads_use(threads)
         local y, i, z = torch.FloatTensor(), torch.LongTensor(), torch.FloatTensor()
         cr.max_pool(y, i, x, 3, 3, 2, 2, 1, 1, 0)
         cr.average_pool(z, x, 3, 3, 2, 2, 1, 1, 0, 1)
         first = first or { y, i, z }
         for k, t in ipairs { y, i, z } do assert.is_true(filled.same(first[k], t)) end
      end
      cr.threads_use(2)
   end)

   it('refuses an index outside of the image', function()
      local dy, i = filled.tensor('Float', 1, 1, 1, 1),
         torch.LongTensor(1, 1, 1, 1):fill(5)
      local ok, text = pcall(function() cr.max_pool_backward(torch.FloatTensor(), dy, i,
         2, 2) end)
      assert.is_false(ok)
      assert.is_truthy(tostring(text):find('max_pool: index 5, expected 0 to 4', 1, true))
   end)
end)
