--- Pooling over volumes, into given sizes and into random windows, at every CPU level
-- against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 1e-6, Double = 1e-14 }

-- Elements, from 0, that each window of a side of `size` covers, and by how many a mean
-- is divided.
local function sliding(size, kernel, stride, pad, dilation, ceil, counting)
   local reach, windows = dilation * (kernel - 1) + 1, {}
   local round = ceil == 1 and math.ceil or math.floor
   local count = round((size + 2 * pad - reach) / stride) + 1
   for i = 0, count - 1 do
      local window = { counted = 0 }
      for k = 0, kernel - 1 do
         local at = i * stride - pad + k * dilation
         if at >= 0 and at < size then window[#window + 1] = at end
         if at < size + pad then window.counted = window.counted + 1 end
      end
      if counting == 0 then window.counted = #window end
      if i * stride - pad < size then windows[#windows + 1] = window end
   end
   return windows
end

local function range(first, last)
   local window = { counted = last - first + 1 }
   for at = first, last do window[#window + 1] = at end
   return window
end

local function adaptive(size, count)
   local windows = {}
   for i = 0, count - 1 do
      windows[i + 1] = range(math.floor(i * size / count),
         math.ceil((i + 1) * size / count) - 1)
   end
   return windows
end

-- Calls f(window number, place of the plane, elements of the window, its three sides, p,
-- q).
local function eachBox(planes, sizes, sidesOf, f)
   local o, volume = 0, sizes[1] * sizes[2] * sizes[3]
   for plane = 0, planes - 1 do
      local sides = sidesOf(plane)
      for _, t in ipairs(sides[1]) do for _, h in ipairs(sides[2]) do
         for _, w in ipairs(sides[3]) do
            local elements = {}
            for _, i in ipairs(t) do for _, j in ipairs(h) do for _, k in ipairs(w) do
               elements[#elements + 1] = (i * sizes[2] + j) * sizes[3] + k
            end end end
            f(o, plane * volume, elements, t.counted * h.counted * w.counted, h, w)
            o = o + 1
         end
      end end
   end
end

local function zeros(count)
   local result = {}
   for i = 0, count - 1 do result[i] = 0 end
   return result
end

-- The largest elements, their places from 1 and the gradient.
local function largest(X, DY, planes, sizes, sidesOf)
   local Y, I = {}, {}
   local DX = zeros(planes * sizes[1] * sizes[2] * sizes[3])
   eachBox(planes, sizes, sidesOf, function(o, plane, elements)
      local best, place = -math.huge, 0
      for _, at in ipairs(elements) do
         if X[plane + at] > best then best, place = X[plane + at], at + 1 end
      end
      Y[o], I[o] = best, place
      DX[plane + place - 1] = DX[plane + place - 1] + DY[o]
   end)
   return Y, I, DX
end

local function means(X, DY, planes, sizes, sidesOf)
   local Y, DX = {}, zeros(planes * sizes[1] * sizes[2] * sizes[3])
   eachBox(planes, sizes, sidesOf, function(o, plane, elements, counted)
      local sum = 0
      for _, at in ipairs(elements) do
         sum = sum + X[plane + at]
         DX[plane + at] = DX[plane + at] + DY[o] / counted
      end
      Y[o] = sum / counted
   end)
   return Y, DX
end

-- N C T H W, kernel, strides, paddings, dilations, ceil.
local CASES = {
   { 2, 2, 4, 6, 5, 2, 2, 2, 2, 2, 2, 0, 0, 0, 1, 1, 1, 0 },
   { 1, 3, 5, 7, 19, 3, 2, 3, 1, 2, 2, 1, 1, 1, 1, 1, 1, 0 },
   { 1, 2, 3, 6, 20, 2, 3, 2, 1, 1, 2, 0, 1, 0, 2, 1, 3, 0 },
   { 2, 1, 5, 5, 33, 2, 2, 3, 2, 3, 2, 1, 0, 1, 1, 2, 1, 1 },
   { 1, 1, 1, 9, 8, 1, 3, 2, 1, 1, 2, 0, 1, 1, 1, 2, 2, 1 },
   { 1, 2, 3, 3, 3, 2, 2, 2, 2, 2, 2, 0, 0, 0, 1, 1, 1, 1 },
}

local function slidingSides(c, counting)
   local sides = {}
   for d = 1, 3 do
      sides[d] = sliding(c[2 + d], c[5 + d], c[8 + d], c[11 + d], c[14 + d], c[18],
         counting)
   end
   return function() return sides end
end

local function checkMax(kind, c, what)
   local x, y, dx = filled.tensor(kind, unpack(c, 1, 5)), torch[kind .. 'Tensor'](),
      torch[kind .. 'Tensor']()
   local indices = torch.LongTensor()
   cr.max_pool3d(y, indices, filled.strided(x), unpack(c, 6))
   local dy = filled.tensor(kind, unpack(y:size():totable()))
   cr.max_pool3d_backward(dx, filled.strided(dy), indices, c[3], c[4], c[5])
   local Y, I, DX = largest(filled.list(x), filled.list(dy), c[1] * c[2], { unpack(c, 3,
      5) }, slidingSides(c))
   filled.near(Y, y, 0, what .. ' output')
   filled.near(I, indices, 0, what .. ' indices')
   filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
end

local function checkMean(kind, c, counting, what)
   local geometry = { c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13], c[14], c[18],
      counting }
   local x, y, dx = filled.tensor(kind, unpack(c, 1, 5)), torch[kind .. 'Tensor'](),
      torch[kind .. 'Tensor']()
   cr.average_pool3d(y, filled.strided(x), unpack(geometry))
   local dy = filled.tensor(kind, unpack(y:size():totable()))
   cr.average_pool3d_backward(dx, filled.strided(dy), c[3], c[4], c[5], unpack(geometry))
   local flat = { unpack(c) }
   flat[15], flat[16], flat[17] = 1, 1, 1
   local Y, DX = means(filled.list(x), filled.list(dy), c[1] * c[2], { unpack(c, 3, 5) },
      slidingSides(flat, counting))
   filled.near(Y, y, FLOATS[kind], what .. ' output')
   filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
end

local function eachCase(check)
   eachLevel(function(level)
      for kind in pairs(FLOATS) do
         for i, case in ipairs(CASES) do
            check(kind, case, ('%s %s case %d'):format(level, kind, i))
         end
      end
   end)
end

describe('Pooling over volumes', function()
   it('finds the largest elements as plain loops do', function() eachCase(checkMax) end)

   it('takes means as plain loops do', function()
      eachCase(function(kind, case, what)
         checkMean(kind, case, 1, what)
         checkMean(kind, case, 0, what)
      end)
   end)

   it('takes the first of equal elements, and no NaN', function()
      local x = torch.DoubleTensor(1, 1, 2, 2, 3):fill(4)
      x[1][1][1][1][1] = 0 / 0
      local y, indices = torch.DoubleTensor(), torch.LongTensor()
      cr.max_pool3d(y, indices, x, 2, 2, 3, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0)
      assert.are.same({ 4, 2 }, { y[1][1][1][1][1], indices[1][1][1][1][1] })
      cr.max_pool3d(y, indices, x:fill(0 / 0), 2, 2, 3, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0)
      assert.are.equal(0, indices[1][1][1][1][1])
      cr.max_pool3d_backward(x, y:fill(1), indices, 2, 2, 3)
      assert.are.equal(0, x:sum())
   end)
end)

-- N C H W, height and width of the output.
local SHAPES = { { 2, 3, 5, 7, 2, 3 }, { 1, 2, 4, 40, 4, 40 }, { 1, 1, 13, 21, 1, 1 },
   { 1, 2, 3, 2, 5, 4 } }

describe('Pooling into a given size', function()
   local function eachShape(check)
      eachLevel(function(level)
         for kind in pairs(FLOATS) do
            for i, c in ipairs(SHAPES) do
               local sides = { adaptive(1, 1), adaptive(c[3], c[5]), adaptive(c[4],
                  c[6]) }
               local x = filled.tensor(kind, unpack(c, 1, 4))
               local dy = filled.tensor(kind, c[1], c[2], c[5], c[6])
               check(kind, c, x, dy, function() return sides end,
                  ('%s %s shape %d'):format(level, kind, i))
            end
         end
      end)
   end

   it('finds the largest elements as plain loops do', function()
      eachShape(function(kind, c, x, dy, sides, what)
         local y, dx, indices = x.new(), x.new(), torch.LongTensor()
         cr.adaptive_max_pool(y, indices, filled.strided(x), c[5], c[6])
         cr.adaptive_max_pool_backward(dx, dy, indices, c[3], c[4])
         local X, rows, columns = filled.list(x), {}, {}
         local Y, I, DX = largest(X, filled.list(dy), c[1] * c[2], { 1, c[3], c[4] },
            sides)
         eachBox(c[1] * c[2], { 1, c[3], c[4] }, sides, function(o, _, _, _, h, w)
            rows[o] = math.floor((I[o] - 1) / c[4]) - h[1] + 1
            columns[o] = (I[o] - 1) % c[4] - w[1] + 1
         end)
         filled.near(Y, y, 0, what .. ' output')
         filled.near(rows, indices[1], 0, what .. ' rows')
         filled.near(columns, indices[2], 0, what .. ' columns')
         filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
      end)
   end)

   it('takes means as plain loops do', function()
      eachShape(function(kind, c, x, dy, sides, what)
         local y, dx = x.new(), x.new()
         cr.adaptive_average_pool(y, filled.strided(x), c[5], c[6])
         cr.adaptive_average_pool_backward(dx, dy, c[3], c[4])
         local Y, DX = means(filled.list(x), filled.list(dy), c[1] * c[2], { 1, c[3],
            c[4] }, sides)
         filled.near(Y, y, FLOATS[kind], what .. ' output')
         filled.near(DX, dx, FLOATS[kind], what .. ' gradInput')
      end)
   end)
end)

describe('Fractional max-pooling', function()
   -- Graham's pseudorandom sequence of corners, in double.
   local function fractional(size, count, pool, sample)
      local step, windows = (size - pool) / (count - 1), {}
      for i = 0, count - 2 do
         local first = math.floor((i + sample) * step) - math.floor(sample * step)
         windows[i + 1] = range(first, first + pool - 1)
      end
      windows[count] = range(size - pool, size - 1)
      return windows
   end

   it('finds the largest elements as plain loops do', function()
      eachLevel(function(level)
         local sizes, out, pool = { 7, 8, 19 }, { 3, 5, 7 }, { 2, 3, 2 }
         local x = filled.tensor('Double', 2, 2, 7, 8, 19)
         local samples = torch.rand(2, 2, 3)
         local y, indices = torch.DoubleTensor(), torch.LongTensor()
         cr.fractional_max_pool(y, indices, x, samples, 2, 3, 2, 3, 5, 7)
         local flat = samples:view(4, 3)
         local Y, I = largest(filled.list(x), zeros(4 * 3 * 5 * 7), 4, sizes,
            function(plane)
               local sides = {}
               for d = 1, 3 do
                  sides[d] = fractional(sizes[d], out[d], pool[d], flat[plane + 1][4 - d])
               end
               return sides
            end)
         filled.near(Y, y, 0, level .. ' output')
         filled.near(I, indices, 0, level .. ' indices')
      end)
   end)

   it('covers the input: windows begin at its start and end with it', function()
      local x = torch.range(1, 10):view(1, 1, 1, 1, 10)
      local y, indices = torch.DoubleTensor(), torch.LongTensor()
      for _, sample in ipairs { 0, 0.3, 0.999, 1 } do
         cr.fractional_max_pool(y, indices, x, torch.Tensor(1, 1, 2):fill(sample), 1, 1,
            2, 1, 1, 4)
         assert.are.equal(10, y[1][1][1][1][4])
         assert.are.equal(2, y[1][1][1][1][1])
      end
   end)
end)
