--- Padding and upsampling at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 6e-3, BFloat16 = 4e-2, Float = 2e-6, Double = 1e-14 }

-- For element i of a side: { { place, weight }, ... }.
local function padded(size, before, after, reflect)
   local side = {}
   for i = -before, size - 1 + after do
      local at = math.max(0, math.min(size - 1, i))
      if reflect == 1 and i < 0 then at = -i end
      if reflect == 1 and i >= size then at = 2 * (size - 1) - i end
      side[#side + 1] = { { at, 1 } }
   end
   return side
end

local function nearest(size, count)
   local side = {}
   for i = 0, count - 1 do side[i + 1] = { { math.floor(i * size / count), 1 } } end
   return side
end

local function linear(size, count)
   local side = {}
   for i = 0, count - 1 do
      local at = count > 1 and i * (size - 1) / (count - 1) or 0
      local low = math.min(math.floor(at), size - 1)
      side[i + 1] = { { low, 1 - (at - low) } }
      if low < size - 1 then side[i + 1][2] = { low + 1, at - low } end
   end
   return side
end

-- Output and gradient by the definition.
local function expected(X, DY, planes, sizes, sides)
   local Y, DX, volume, o = {}, {}, sizes[1] * sizes[2] * sizes[3], 0
   for i = 0, planes * volume - 1 do DX[i] = 0 end
   for plane = 0, planes - 1 do
      for _, t in ipairs(sides[1]) do for _, h in ipairs(sides[2]) do
         for _, w in ipairs(sides[3]) do
            Y[o] = 0
            for _, a in ipairs(t) do for _, b in ipairs(h) do for _, c in ipairs(w) do
               local at = plane * volume + (a[1] * sizes[2] + b[1]) * sizes[3] + c[1]
               local weight = a[2] * b[2] * c[2]
               Y[o] = Y[o] + weight * X[at]
               DX[at] = DX[at] + weight * DY[o]
            end end end
            o = o + 1
         end
      end end
   end
   return Y, DX
end

-- least: of the tolerance, for every type.
local function check(name, sizes, sides, options, backwardOptions, least)
   eachLevel(function(level)
      for kind, tolerance in pairs(FLOATS) do
         tolerance = math.max(tolerance, least or 0)
         local x, what = filled.tensor(kind, 2, 3, unpack(sizes)), level .. ' ' .. kind
         local y, dx = x.new(), x.new()
         cr[name](y, filled.strided(x), unpack(options))
         assert.are.same({ 2, 3, #sides[1], #sides[2], #sides[3] }, y:size():totable())
         local dy = filled.tensor(kind, unpack(y:size():totable()))
         cr[name .. '_backward'](dx, filled.strided(dy), sizes[1], sizes[2], sizes[3],
            unpack(backwardOptions))
         local Y, DX = expected(filled.list(x), filled.list(dy), 6, sizes, sides)
         filled.near(Y, y, tolerance, what .. ' output')
         filled.near(DX, dx, tolerance, what .. ' gradInput')
      end
   end)
end

describe('Padding', function()
   local function checkPads(sizes, l, r, t, b, f, k, reflect)
      local sides = { padded(sizes[1], f, k, reflect), padded(sizes[2], t, b, reflect),
         padded(sizes[3], l, r, reflect) }
      local options = { l, r, t, b, f, k, reflect }
      check('pad', sizes, sides, options, options)
   end

   it('repeats the border as plain loops do', function()
      checkPads({ 2, 3, 20 }, 1, 2, 3, 0, 2, 1, 0)
      checkPads({ 1, 4, 5 }, -1, 2, 1, -2, 0, 0, 0)
      checkPads({ 3, 1, 1 }, 5, 4, 2, 2, -1, 1, 0)
   end)

   it('mirrors at the border as plain loops do', function()
      checkPads({ 1, 3, 20 }, 1, 2, 2, 0, 0, 0, 1)
      checkPads({ 3, 4, 5 }, 4, 4, 3, -2, 2, 1, 1)
   end)
end)

describe('Upsampling', function()
   it('repeats elements as plain loops do', function()
      for _, c in ipairs { { 1, 2, 3, 1, 4, 6 }, { 2, 3, 9, 4, 9, 18 }, { 3, 5, 7, 2, 8,
         5 } } do
         check('upsample_nearest', { c[1], c[2], c[3] }, { nearest(c[1], c[4]),
            nearest(c[2], c[5]), nearest(c[3], c[6]) }, { c[4], c[5], c[6] }, {})
      end
   end)

   it('interpolates as plain loops do, between places that are floats', function()
      for _, c in ipairs { { 1, 2, 3, 1, 4, 6 }, { 2, 3, 9, 4, 9, 18 }, { 3, 5, 7, 2, 8,
         5 }, { 1, 1, 6, 3, 4, 1 } } do
         check('upsample_linear', { c[1], c[2], c[3] }, { linear(c[1], c[4]),
            linear(c[2], c[5]), linear(c[3], c[6]) }, { c[4], c[5], c[6] }, {},
            1e-6)
      end
   end)

   it('keeps every element of a volume whose size stays', function()
      local x, y = torch.rand(1, 2, 3, 4, 5), torch.Tensor()
      cr.upsample_linear(y, x, 3, 4, 5)
      assert.are.equal(0, (x - y):abs():max())
   end)
end)
