--- Convolutions at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 2e-6, Double = 1e-14 }

-- N C H W, K R S, strides, paddings, dilations, groups.
local CASES = {
   { 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1 },
   { 2, 3, 7, 9, 4, 3, 3, 1, 1, 1, 1, 1, 1, 1 },
   { 2, 1, 12, 12, 6, 5, 5, 1, 1, 2, 2, 1, 1, 1 },
   { 3, 6, 9, 9, 16, 5, 5, 1, 1, 0, 0, 1, 1, 1 },
   { 1, 1, 28, 28, 20, 5, 5, 1, 1, 0, 0, 1, 1, 1 },
   { 9, 2, 5, 8, 3, 2, 2, 2, 1, 0, 2, 1, 1, 1 },
   { 2, 4, 9, 10, 6, 3, 3, 2, 3, 2, 1, 2, 1, 2 },
   { 2, 4, 6, 6, 8, 3, 1, 1, 1, 0, 3, 1, 2, 4 },
   { 2, 16, 4, 4, 32, 1, 1, 1, 1, 0, 0, 1, 1, 1 },
   { 1, 2, 14, 13, 3, 8, 8, 4, 4, 0, 0, 1, 1, 1 },
   { 1, 2, 5, 40, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1 },
   { 2, 2, 5, 5, 3, 4, 4, 1, 1, 3, 3, 1, 1, 1 },
   { 2, 4, 9, 10, 4, 3, 3, 1, 1, 1, 1, 1, 1, 4 },  -- each channel alone
   { 2, 3, 11, 9, 6, 3, 2, 2, 3, 1, 2, 2, 1, 3 },
   { 1, 2, 20, 19, 2, 5, 5, 2, 2, 2, 2, 1, 1, 2 },
   { 3, 40, 7, 7, 36, 1, 1, 1, 1, 0, 0, 1, 1, 1 }, -- panels over several images
   { 3, 20, 9, 9, 18, 1, 1, 2, 2, 0, 0, 1, 1, 1 }, -- images that lose rows
   { 2, 12, 11, 10, 17, 3, 3, 2, 2, 1, 1, 1, 1, 1 },
   { 1, 6, 9, 9, 20, 2, 2, 3, 3, 0, 1, 1, 1, 1 },  -- elements that no window sees
   { 1, 9, 5, 6, 8, 3, 3, 1, 1, 4, 3, 1, 1, 1 },   -- windows beyond the image
}

-- A shape whose loops take a moment.
local function randomCase(generator)
   local function draw(least, most) return torch.random(generator, least, most) end
   while true do
      local groups = draw(1, 3)
      local case = { draw(1, 3), groups * draw(1, 12), draw(1, 12), draw(1, 12),
         groups * draw(1, 20), draw(1, 4), draw(1, 4), draw(1, 3), draw(1, 3), draw(0, 2),
         draw(0, 2), draw(1, 2), draw(1, 2), groups }
      local _, _, H, W, _, R, S, _, _, ph, pw, dh, dw = unpack(case)
      if H + 2 * ph > dh * (R - 1) and W + 2 * pw > dw * (S - 1) then return case end
   end
end

-- Calls f(output element, input element, weight element) for every product.
local function eachProduct(case, P, Q, f)
   local N, C, H, W, K, R, S, sh, sw, ph, pw, dh, dw, groups = unpack(case)
   local channels, outputs = C / groups, K / groups
   for n = 0, N - 1 do for k = 0, K - 1 do for p = 0, P - 1 do for q = 0, Q - 1 do
      for c = 0, channels - 1 do for r = 0, R - 1 do for s = 0, S - 1 do
         local h, w = p * sh - ph + r * dh, q * sw - pw + s * dw
         if h >= 0 and h < H and w >= 0 and w < W then
            local channel = math.floor(k / outputs) * channels + c
            f(((n * K + k) * P + p) * Q + q, ((n * C + channel) * H + h) * W + w,
               ((k * channels + c) * R + r) * S + s)
         end
      end end end
   end end end end
end

local function zeros(count)
   local result = {}
   for i = 0, count - 1 do result[i] = 0 end
   return result
end

local function run(kind, case)
   local N, C, H, W, K, R, S, sh, sw, ph, pw, dh, dw, groups = unpack(case)
   local t = { x = filled.tensor(kind, N, C, H, W),
      w = filled.tensor(kind, K, C / groups, R, S),
      b = filled.tensor(kind, K), y = torch[kind .. 'Tensor'](),
         dx = torch[kind .. 'Tensor']() }
   cr.convolve(t.y, t.x, t.w, t.b, sh, sw, ph, pw, dh, dw, groups)
   t.dy = filled.tensor(kind, N, K, t.y:size(3), t.y:size(4))
   t.gw, t.gb = filled.tensor(kind, K, C / groups, R, S), filled.tensor(kind, K)
   t.oldWeight, t.oldBias = t.gw:clone(), t.gb:clone()
   cr.convolve_backward_input(t.dx, t.dy, t.w, H, W, sh, sw, ph, pw, dh, dw, groups)
   cr.convolve_backward_weight(t.gw, t.gb, t.x, t.dy, 0.5, sh, sw, ph, pw, dh, dw, groups)
   return t
end

local function check(kind, case, tolerance, what)
   local t = run(kind, case)
   local P, Q, K = t.y:size(3), t.y:size(4), case[5]
   local X, W, B, DY = filled.list(t.x), filled.list(t.w), filled.list(t.b),
      filled.list(t.dy)
   local Y, DX, GW, GB = {}, zeros(t.x:nElement()), filled.list(t.oldWeight),
      filled.list(t.oldBias)
   for i = 0, t.y:nElement() - 1 do
      local k = math.floor(i / (P * Q)) % K
      Y[i] = B[k]
      GB[k] = GB[k] + 0.5 * DY[i]
   end
   eachProduct(case, P, Q, function(y, x, w)
      Y[y] = Y[y] + X[x] * W[w]
      DX[x] = DX[x] + DY[y] * W[w]
      GW[w] = GW[w] + 0.5 * DY[y] * X[x]
   end)
   filled.near(Y, t.y, tolerance, what .. ' output')
   filled.near(DX, t.dx, tolerance, what .. ' gradInput')
   filled.near(GW, t.gw, tolerance, what .. ' gradWeight')
   filled.near(GB, t.gb, tolerance, what .. ' gradBias')
end

describe('convolve on the CPU', function()
   it('is that of plain loops, with its three gradients', function()
      eachLevel(function(level)
         for kind, tolerance in pairs(FLOATS) do
            for _, case in ipairs(CASES) do
               check(kind, case, tolerance,
                  level .. ' ' .. kind .. ' ' .. table.concat(case, ' '))
            end
         end
      end)
   end)

   it('is that of plain loops for random shapes', function()
      local generator = torch.Generator()
      torch.manualSeed(generator, 11)
      eachLevel(function(level)
         for _ = 1, 40 do
            local case = randomCase(generator)
            local what = level .. ' ' .. table.concat(case, ' ')
            check('Float', case, FLOATS.Float, what)
            check('Double', case, FLOATS.Double, what)
         end
      end)
   end)

   it('is within 2e-6 of doubles where sums are long', function()
      torch.manualSeed(5)
      for _, case in ipairs {
         { 1, 64, 27, 27, 64, 11, 11, 1, 1, 5, 5, 1, 1, 1 },
         { 1, 60, 20, 20, 50, 3, 3, 1, 1, 1, 1, 2, 2, 1 },
         { 1, 512, 7, 7, 32, 3, 3, 2, 2, 1, 1, 1, 1, 1 },
         { 1, 3, 60, 60, 64, 11, 11, 4, 4, 2, 2, 1, 1, 1 },
         { 4, 128, 28, 28, 32, 1, 1, 1, 1, 0, 0, 1, 1, 1 },
         { 2, 32, 40, 40, 32, 5, 5, 1, 1, 2, 2, 1, 1, 32 },
      } do
         local what = table.concat(case, ' ')
         local N, C, H, W, K, R, S, sh, sw, ph, pw, dh, dw, groups = unpack(case)
         local function uniform(...)
            return torch.DoubleTensor(...):uniform(-1, 1):float()
         end
         local x, w = uniform(N, C, H, W), uniform(K, C / groups, R, S)
         local y, dx, gw = torch.FloatTensor(), torch.FloatTensor(), w:clone():zero()
         local Y, DX, GW = torch.DoubleTensor(), torch.DoubleTensor(), gw:double()
         cr.convolve(y, x, w, nil, sh, sw, ph, pw, dh, dw, groups)
         cr.convolve(Y, x:double(), w:double(), nil, sh, sw, ph, pw, dh, dw, groups)
         local dy = uniform(N, K, y:size(3), y:size(4))
         cr.convolve_backward_input(dx, dy, w, H, W, sh, sw, ph, pw, dh, dw, groups)
         cr.convolve_backward_input(DX, dy:double(), w:double(), H, W, sh, sw, ph, pw, dh,
            dw, groups)
         cr.convolve_backward_weight(gw, nil, x, dy, 1, sh, sw, ph, pw, dh, dw, groups)
         cr.convolve_backward_weight(GW, nil, x:double(), dy:double(), 1, sh, sw, ph, pw,
            dh, dw, groups)
         for name, pair in pairs { output = { y, Y }, gradInput = { dx, DX },
            gradWeight = { gw, GW } } do
            local distance = pair[1]:double():add(-1, pair[2]):abs():max()
            assert.is_true(distance <= 2e-6 * pair[2]:abs():max(), what .. ' ' .. name)
         end
      end
   end)

   it('takes images, weights and gradients with gaps', function()
      local x, w, b = filled.tensor('Float', 2, 3, 6, 7),
         filled.tensor('Float', 4, 3, 3, 3),
         filled.tensor('Float', 4)
      local y, z = torch.FloatTensor(), filled.strided(filled.tensor('Float', 2, 4, 4, 5))
      cr.convolve(y, x, w, b, 1, 1, 0, 0, 1, 1, 1)
      cr.convolve(z, filled.strided(x), filled.strided(w), filled.strided(b), 1, 1, 0,
         0, 1, 1, 1)
      assert.is_true(filled.same(y, z))
      local gw, gb = filled.tensor('Float', 4, 3, 3, 3), filled.tensor('Float', 4)
      local hw, hb = filled.strided(gw), filled.strided(gb)
      cr.convolve_backward_weight(gw, gb, x, y, 1, 1, 1, 0, 0, 1, 1, 1)
      cr.convolve_backward_weight(hw, hb, filled.strided(x), z, 1, 1, 1, 0, 0, 1, 1, 1)
      assert.is_true(filled.same(gw, hw))
      assert.is_true(filled.same(gb, hb))
   end)

   it('works without a bias, and when the output is the input', function()
      local x, w, y = filled.tensor('Float', 2, 1, 8, 8),
         filled.tensor('Float', 3, 1, 3, 3), torch.FloatTensor()
      local zero = torch.FloatTensor(3):zero()
      cr.convolve(y, x, w, zero, 1, 1, 1, 1, 1, 1, 1)
      cr.convolve(x, x, w, nil, 1, 1, 1, 1, 1, 1, 1)
      assert.is_true(filled.same(x, y))
   end)

   it('gives an empty output for an empty batch', function()
      local x, w, y = filled.empty('Float', 0, 2, 5, 5),
         filled.tensor('Float', 3, 2, 3, 3), torch.FloatTensor()
      cr.convolve(y, x, w, nil, 1, 1, 0, 0, 1, 1, 1)
      assert.are.equal(0, y:nElement())
      assert.are.equal(4, y:dim())
   end)

   it('keeps NaN where it belongs', function()
      local x, w, y = filled.tensor('Float', 1, 1, 20, 20),
         filled.tensor('Float', 2, 1, 3, 3), torch.FloatTensor()
      x[1][1][1][1] = 0 / 0
      cr.convolve(y, x, w, nil, 1, 1, 0, 0, 1, 1, 1)
      local nans = 0
      for _, v in pairs(filled.list(y)) do nans = nans + (v ~= v and 1 or 0) end
      assert.are.equal(2, nans)
   end)

   it('has the same bits for any number of threads', function()
      local first
      for threads = 1, 4 do
         cr.threads_use(threads)
         for _, case in ipairs { { 17, 3, 16, 16, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1 },
            { 17, 1, 28, 28, 6, 5, 5, 1, 1, 2, 2, 1, 1, 1 },
            { 5, 70, 15, 15, 90, 3, 3, 2, 2, 1, 1, 1, 1, 1 },
            { 3, 600, 7, 7, 300, 1, 1, 1, 1, 0, 0, 1, 1, 1 },
            { 5, 24, 30, 30, 24, 3, 3, 1, 1, 1, 1, 1, 1, 24 } } do
            local N, C, H, W, K, R, S, sh, sw, ph, pw, _, _, groups = unpack(case)
            local x, w, b = torch.FloatTensor(N, C, H, W),
               torch.FloatTensor(K, C / groups, R, S), torch.FloatTensor(K)
            local seed = 1
            for _, t in ipairs { x, w, b } do
               t = t:view(t:nElement())
               for i = 1, t:size(1) do
                  seed = seed * 16807 % 2147483647; t[i] = seed / 2 ^ 31
               end
            end
            local y, dx, gw = torch.FloatTensor(), torch.FloatTensor(), w:clone()
            cr.convolve(y, x, w, b, sh, sw, ph, pw, 1, 1, groups)
            cr.convolve_backward_input(dx, y, w, H, W, sh, sw, ph, pw, 1, 1, groups)
            cr.convolve_backward_weight(gw, b, x, y, 1, sh, sw, ph, pw, 1, 1, groups)
            first = first or {}
            local key = table.concat(case, ' ')
            first[key] = first[key] or { y, dx, gw, b }
            for i, t in ipairs { y, dx, gw, b } do
               assert.is_true(filled.same(first[key][i], t))
            end
         end
      end
      cr.threads_use(2)
   end)
end)
