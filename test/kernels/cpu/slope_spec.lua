--- Rectifiers with learned slopes at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local TOLERANCE = { Half = 1e-2, BFloat16 = 5e-2, Float = 1e-5, Double = 1e-12 }
-- Sizes, and the dimension of the slopes from 0; without one they share a slope.
local CASES = { { { 7 } }, { { 3, 5 }, 1 }, { { 2, 3, 4, 5 }, 1 }, { { 3, 700 }, 0 },
   { { 20000 } }, { { 2, 600 }, 1 }, { { 4, 3 }, 0 } }

local function near(got, wanted, tolerance, what)
   assert.is_true(math.abs(got - wanted) <= tolerance * math.max(1, math.abs(wanted)),
      ('%s: %.9g instead of %.9g'):format(what, got, wanted))
end

local function check(kind, sizes, dimension, odd)
   local count, inner = dimension and sizes[dimension + 1] or 1, 1
   for d = dimension and dimension + 2 or 1, #sizes do inner = inner * sizes[d] end
   local x, w = fill(kind, sizes, -2, 2, odd), fill(kind, { count }, 0.1, 0.9)
   local dy, dw = fill(kind, sizes, -1, 1, odd), fill(kind, { count }, 1, 2)
   local y, dx, old, sums = x.new(), x.new(), dw:clone(), {}
   cr.slope(y, x, w, dimension or 0)
   cr.slope_backward_input(dx, dy, x, w, dimension or 0)
   cr.slope_backward_weight(dw, dy, x, dimension or 0, 0.5)
   local a, b, c, d = x:clone():view(-1), y:view(-1), dy:clone():view(-1), dx:view(-1)
   for i = 1, a:nElement() do
      local k = math.floor((i - 1) / inner) % count + 1
      near(b[i], a[i] > 0 and a[i] or w[k] * a[i], TOLERANCE[kind], 'output')
      near(d[i], a[i] > 0 and c[i] or w[k] * c[i], TOLERANCE[kind], 'gradInput')
      sums[k] = (sums[k] or 0) + (a[i] > 0 and 0 or a[i] * c[i])
   end
   for k = 1, count do
      near(dw[k], old[k] + 0.5 * sums[k], 10 * TOLERANCE[kind], 'gradWeight')
   end
   if not odd then
      cr.slope(x, x, w, dimension or 0)
      assert.is_true(x:equal(y))
   end
end

describe('learned slopes', function()
   for _, kind in ipairs { 'Half', 'BFloat16', 'Float', 'Double' } do
      it(('and their gradients are right for %s'):format(kind), function()
         eachLevel(function()
            for i, case in ipairs(CASES) do check(kind, case[1], case[2], i % 2 == 0) end
         end)
      end)
   end

   it('are errors where their number does not fit', function()
      local x, y = torch.Tensor(2, 3), torch.Tensor()
      assert.has_error(function() cr.slope(y, x, torch.Tensor(2), 1) end,
         'PReLU: weight has 2 slopes but input is torch.DoubleTensor 2x3, of size 3 in '
         .. 'dimension 2')
      assert.has_error(function() cr.slope(y, x, torch.FloatTensor(1), 0) end,
         'PReLU: weight is torch.FloatTensor 1 but input is torch.DoubleTensor 2x3')
      assert.are.equal(0, y:dim())
   end)
end)
