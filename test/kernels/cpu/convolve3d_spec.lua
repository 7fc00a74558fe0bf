--- Three-dimensional convolutions, and those with unshared weights, at every CPU level
-- against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 4e-6, Double = 1e-13 }

-- N C T H W K, kernel, strides, paddings, dilations.
local CASES = {
   { 1, 1, 3, 4, 5, 1, 2, 2, 2, 1, 1, 1, 0, 0, 0, 1, 1, 1 },
   { 2, 2, 4, 5, 6, 3, 3, 2, 3, 1, 2, 1, 1, 1, 1, 1, 1, 1 },
   { 2, 3, 5, 4, 4, 2, 1, 3, 3, 2, 1, 1, 0, 1, 1, 1, 1, 1 },
   { 1, 2, 6, 6, 5, 2, 2, 2, 2, 2, 1, 2, 1, 0, 2, 3, 2, 1 },
   { 1, 2, 2, 3, 4, 2, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1 },
   { 1, 1, 1, 3, 3, 1, 3, 1, 1, 1, 1, 1, 5, 0, 0, 2, 1, 1 },
}

local function count(c, d)
   local reach = c[15 + d] * (c[6 + d] - 1)
   return math.floor((c[2 + d] + 2 * c[12 + d] - reach - 1) / c[9 + d]) + 1
end

-- Calls f(output, input, weight, output channel): places, from 0, that go together.
local function eachProduct(c, f)
   local N, C, T, H, W, K, Z, R, S = unpack(c)
   local O, P, Q = count(c, 1), count(c, 2), count(c, 3)
   for n = 0, N - 1 do for k = 0, K - 1 do for o = 0, O - 1 do for p = 0, P - 1 do
      for q = 0, Q - 1 do for ch = 0, C - 1 do for z = 0, Z - 1 do for r = 0, R - 1 do
         for s = 0, S - 1 do
            local t = o * c[10] - c[13] + z * c[16]
            local h, w = p * c[11] - c[14] + r * c[17], q * c[12] - c[15] + s * c[18]
            if t >= 0 and t < T and h >= 0 and h < H and w >= 0 and w < W then
               f((((n * K + k) * O + o) * P + p) * Q + q,
                  (((n * C + ch) * T + t) * H + h) * W + w,
                  (((k * C + ch) * Z + z) * R + r) * S + s)
            end
         end
      end end end end
   end end end end
end

local function zeros(n, value)
   local list = {}
   for i = 0, n - 1 do list[i] = value or 0 end
   return list
end

local function checkVolume(kind, c, what)
   local N, C, T, H, W, K, Z, R, S = unpack(c)
   local x, w, b = filled.tensor(kind, N, C, T, H, W), filled.tensor(kind, K, C, Z, R, S),
      filled.tensor(kind, K)
   local y, dx, geometry = x.new(), x.new(), { unpack(c, 10) }
   cr.convolve3d(y, filled.strided(x), w, b, unpack(geometry))
   local dy = filled.tensor(kind, unpack(y:size():totable()))
   cr.convolve3d_backward_input(dx, filled.strided(dy), filled.strided(w), T, H, W,
      unpack(geometry))
   local dw, db = w:clone():fill(1), b:clone():fill(2)
   cr.convolve3d_backward_weight(dw, db, filled.strided(x), dy, 0.5, unpack(geometry))
   local X, A, B, DY = filled.list(x), filled.list(w), filled.list(b), filled.list(dy)
   local Y, DX = zeros(y:nElement()), zeros(x:nElement())
   local DW, DB = zeros(w:nElement(), 1), zeros(K, 2)
   local volume = y:nElement() / N / K
   for o = 0, y:nElement() - 1 do
      local k = math.floor(o / volume) % K
      Y[o], DB[k] = B[k], DB[k] + 0.5 * DY[o]
   end
   eachProduct(c, function(o, i, j)
      Y[o] = Y[o] + X[i] * A[j]
      DX[i] = DX[i] + DY[o] * A[j]
      DW[j] = DW[j] + 0.5 * DY[o] * X[i]
   end)
   filled.near(Y, y, FLOATS[kind], what .. ' output')
   filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
   filled.near(DW, dw, FLOATS[kind], what .. ' gradWeight')
   filled.near(DB, db, FLOATS[kind], what .. ' gradBias')
end

describe('Three-dimensional convolution', function()
   it('computes what plain loops do', function()
      eachLevel(function(level)
         for kind in pairs(FLOATS) do
            for i, case in ipairs(CASES) do
               checkVolume(kind, case, ('%s %s case %d'):format(level, kind, i))
            end
         end
      end)
   end)

   it('takes more slices than it holds at a time', function()
      local x, w = torch.randn(2, 16, 9, 60, 60), torch.randn(2, 16, 3, 1, 1)
      local y, sum, part = torch.Tensor(), torch.zeros(2, 2, 9, 60, 60), torch.Tensor()
      cr.convolve3d(y, x, w, nil, 1, 1, 1, 1, 0, 0, 1, 1, 1)
      for z = 1, 3 do -- each element of the kernel by itself, moved along time
         local first, at = math.max(1, 3 - z), math.max(1, z - 1)
         local n = 9 - math.abs(z - 2)
         cr.convolve3d(part, x:narrow(3, at, n), w:narrow(3, z, 1), nil, 1, 1, 1, 0, 0, 0,
            1, 1, 1)
         sum:narrow(3, first, n):add(part)
      end
      assert.is_true((y - sum):abs():max() < 1e-12)
   end)
end)

-- N C H W K, kernel, strides, paddings.
local LOCAL = { { 2, 2, 4, 5, 3, 2, 3, 1, 1, 0, 0 }, { 3, 1, 5, 4, 2, 3, 3, 2, 1, 1, 1 },
   { 9, 17, 3, 3, 2, 2, 2, 1, 1, 1, 0 }, { 1, 3, 2, 2, 1, 4, 4, 1, 1, 2, 2 } }

local function checkLocal(kind, c, what)
   local N, C, H, W, K, R, S, dh, dw, ph, pw = unpack(c)
   local P, Q = math.floor((H + 2 * ph - R) / dh) + 1,
      math.floor((W + 2 * pw - S) / dw) + 1
   local x, w, b = filled.tensor(kind, N, C, H, W), filled.tensor(kind, P, Q, K, C, R, S),
      filled.tensor(kind, K, P, Q)
   local y, dx, dy = x.new(), x.new(), filled.tensor(kind, N, K, P, Q)
   cr.convolve_local(y, filled.strided(x), w, filled.strided(b), dh, dw, ph, pw)
   cr.convolve_local_backward_input(dx, filled.strided(dy), filled.strided(w), H, W, dh,
      dw, ph, pw)
   local gw, gb = w:clone():fill(1), b:clone():fill(2)
   cr.convolve_local_backward_weight(gw, gb, filled.strided(x), dy, 0.5, dh, dw, ph, pw)
   local X, A, B, DY = filled.list(x), filled.list(w), filled.list(b), filled.list(dy)
   local Y, DX = {}, zeros(x:nElement())
   local DW, DB = zeros(w:nElement(), 1), zeros(b:nElement(), 2)
   for n = 0, N - 1 do for k = 0, K - 1 do for p = 0, P - 1 do for q = 0, Q - 1 do
      local at = (k * P + p) * Q + q
      local o = n * K * P * Q + at
      Y[o], DB[at] = B[at], DB[at] + 0.5 * DY[o]
      for ch = 0, C - 1 do for r = 0, R - 1 do for s = 0, S - 1 do
         local h, v = p * dh - ph + r, q * dw - pw + s
         if h >= 0 and h < H and v >= 0 and v < W then
            local i = ((n * C + ch) * H + h) * W + v
            local j = ((((p * Q + q) * K + k) * C + ch) * R + r) * S + s
            Y[o] = Y[o] + X[i] * A[j]
            DX[i] = DX[i] + DY[o] * A[j]
            DW[j] = DW[j] + 0.5 * DY[o] * X[i]
         end
      end end end
   end end end end
   filled.near(Y, y, FLOATS[kind], what .. ' output')
   filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
   filled.near(DW, gw, FLOATS[kind], what .. ' gradWeight')
   filled.near(DB, gb, FLOATS[kind], what .. ' gradBias')
end

describe('Convolution with unshared weights', function()
   it('computes what plain loops do', function()
      eachLevel(function(level)
         for kind in pairs(FLOATS) do
            for i, case in ipairs(LOCAL) do
               checkLocal(kind, case, ('%s %s case %d'):format(level, kind, i))
            end
         end
      end)
   end)
end)
