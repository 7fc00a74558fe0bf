--- Normalisation by groups at every CPU level against plain Lua loops in double.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local TOLERANCE = { Half = 2e-2, Float = 2e-5, Double = 1e-11 }
-- Sizes and groups: of layers, of instances, and between.
local CASES = { { { 3, 10 }, 1 }, { { 2, 6 }, 3 }, { { 2, 4, 3, 5 }, 2 },
   { { 2, 3, 700 }, 3 }, { { 2, 2500 }, 1 }, { { 1, 1, 2 }, 1 } }
local EPSILON = 1e-3

local function near(got, wanted, tolerance, what)
   assert.is_true(math.abs(got - wanted) <= tolerance * math.max(1, math.abs(wanted)),
      ('%s: %.9g instead of %.9g'):format(what, got, wanted))
end

-- Sums over the rows of a case: f(sum, i, c) for each element of group g of sample n.
local function rows(sizes, groups)
   local C, S = sizes[2], 1
   for d = 3, #sizes do S = S * sizes[d] end
   local length = C / groups * S
   local list = {}
   for k = 0, sizes[1] * groups - 1 do
      local row = {}
      for i = 1, length do
         row[i] = { k * length + i, (k % groups * length + i - 1) / S }
         row[i][2] = math.floor(row[i][2]) + 1
      end
      list[k + 1] = row
   end
   return list
end

local function moments(x, row)
   local mean, variance = 0, 0
   for _, e in ipairs(row) do mean = mean + x[e[1]] / #row end
   for _, e in ipairs(row) do variance = variance + (x[e[1]] - mean) ^ 2 / #row end
   return mean, 1 / math.sqrt(variance + EPSILON)
end

local function check(kind, sizes, groups, odd, affine)
   local C, t = sizes[2], TOLERANCE[kind]
   local x, dy = fill(kind, sizes, 2, 4, odd), fill(kind, sizes, -1, 1, odd)
   local w, b = fill(kind, { C }, 0.5, 2), fill(kind, { C }, -1, 1)
   local dw, db = fill(kind, { C }, 0, 1), fill(kind, { C }, 0, 1)
   local sumW, sumB = dw:totable(), db:totable()
   local y, mean, deviation, dx = x.new(), x.new(), x.new(), x.new()
   cr.group_norm(y, mean, deviation, x, affine and w, affine and b, groups, EPSILON)
   cr.group_norm_backward(dx, dy, x, mean, deviation, affine and w)
   cr.group_norm_backward_weight(dw, db, dy, x, mean, deviation, 0.5)
   local function list(tensor) return tensor:clone():view(-1):totable() end
   local vx, vy, vdy, vdx, scales, shifts = list(x), list(y), list(dy), list(dx), list(w),
      list(b)
   for _, row in ipairs(rows(sizes, groups)) do
      local m, s = moments(vx, row)
      local first, second = 0, 0
      for _, e in ipairs(row) do
         local i, c = e[1], e[2]
         local normal, by = (vx[i] - m) * s, affine and scales[c] or 1
         near(vy[i], normal * by + (affine and shifts[c] or 0), t, 'output')
         sumW[c] = sumW[c] + 0.5 * vdy[i] * normal
         sumB[c] = sumB[c] + 0.5 * vdy[i]
         first = first + vdy[i] * by / #row
         second = second + vdy[i] * by * normal / #row
      end
      for _, e in ipairs(row) do
         local i, by = e[1], affine and scales[e[2]] or 1
         local wanted = s * (vdy[i] * by - first - (vx[i] - m) * s * second)
         near(vdx[i], wanted, 4 * t, 'gradInput')
      end
   end
   for c = 1, C do
      near(dw[c], sumW[c], 20 * t, 'gradWeight')
      near(db[c], sumB[c], 20 * t, 'gradBias')
   end
end

describe('normalisation by groups', function()
   for _, kind in ipairs { 'Half', 'Float', 'Double' } do
      it(('and its gradients are right for %s'):format(kind), function()
         eachLevel(function()
            for i, case in ipairs(CASES) do
               check(kind, case[1], case[2], i % 2 == 0, true)
               check(kind, case[1], case[2], i % 2 == 1, nil)
            end
         end)
      end)
   end

   it('writes over its input', function()
      local x = fill('Float', { 3, 8 }, 0, 1)
      local y, mean, deviation = x.new(), x.new(), x.new()
      cr.group_norm(y, mean, deviation, x, nil, nil, 2, EPSILON)
      cr.group_norm(x, mean, deviation, x, nil, nil, 2, EPSILON)
      assert.is_true(x:equal(y))
   end)

   it('is an error where groups do not divide channels, or shapes do not fit', function()
      local x, y, m = torch.Tensor(2, 3), torch.Tensor(), torch.Tensor()
      assert.has_error(function() cr.group_norm(y, m, m.new(), x, nil, nil, 2, 0) end,
         'group_norm: input is torch.DoubleTensor 2x3, whose 3 channels are no multiple of '
         .. '2 groups')
      assert.has_error(function()
         cr.group_norm(y, m, m.new(), x, torch.Tensor(2), nil, 1, 0)
      end, 'group_norm: weight is torch.DoubleTensor 2, expected 3 elements, one for each '
         .. 'channel of input 2x3')
      assert.has_error(function() cr.group_norm_backward(y, x, x, m, m, nil) end,
         'group_norm: mean is torch.DoubleTensor empty, expected N x groups for input 2x3; '
         .. 'call forward first')
      assert.are.equal(0, y:dim())
   end)
end)
