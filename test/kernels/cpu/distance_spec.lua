--- Distances to points at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local TOLERANCE = { Half = 2e-2, BFloat16 = 1e-1, Float = 1e-5, Double = 1e-12 }
local SHAPES = { { 1, 1, 1 }, { 3, 5, 4 }, { 2, 7, 300 }, { 40, 3, 17 } } -- N, D, M

local function near(got, wanted, tolerance, what)
   assert.is_true(math.abs(got - wanted) <= tolerance * math.max(1, math.abs(wanted)),
      ('%s: %.9g instead of %.9g'):format(what, got, wanted))
end

local function case(kind, shape, odd)
   local N, D, M = unpack(shape)
   return fill(kind, { N, D }, -1, 1, odd), fill(kind, { D, M }, 2, 3, odd),
      fill(kind, { D, M }, 0.5, 1.5, odd), fill(kind, { N, M }, -1, 1, odd)
end

local function checkForward(kind, shape, x, w, c)
   local N, D, M = unpack(shape)
   local y = x.new()
   cr.distance(y, x, w, c)
   for n = 1, N do
      for m = 1, M, 7 do
         local sum = 0
         for d = 1, D do
            local z = (c and c[d][m] or 1) * (x[n][d] - w[d][m])
            sum = sum + z * z
         end
         near(y[n][m], math.sqrt(sum), TOLERANCE[kind], 'distance')
      end
   end
end

local function checkBackward(kind, shape, x, w, c, q)
   local N, D, M = unpack(shape)
   local dx, dw, dc = x.new(), fill(kind, { D, M }, -1, 1), fill(kind, { D, M }, 1, 2)
   local oldW, oldC = dw:clone(), dc:clone()
   cr.distance_backward_input(dx, q, x, w, c)
   cr.distance_backward_weight(dw, c and dc, q, x, w, c, 0.5)
   local tolerance = 20 * TOLERANCE[kind]
   for d = 1, D do
      for n = 1, N do
         local sum = 0
         for m = 1, M do
            local by = c and c[d][m] or 1
            sum = sum + q[n][m] * by * by * (x[n][d] - w[d][m])
         end
         near(dx[n][d], sum, tolerance, 'gradInput')
      end
      for m = 1, M, 7 do
         local by, first, second = c and c[d][m] or 1, 0, 0
         for n = 1, N do
            local away = x[n][d] - w[d][m]
            first, second = first + q[n][m] * away, second + q[n][m] * away * away
         end
         near(dw[d][m], oldW[d][m] - 0.5 * by * by * first, tolerance, 'gradWeight')
         if c then
            near(dc[d][m], oldC[d][m] + 0.5 * by * second, tolerance, 'gradScale')
         end
      end
   end
end

describe('distances', function()
   for _, kind in ipairs { 'Half', 'BFloat16', 'Float', 'Double' } do
      it(('and their gradients are right for %s'):format(kind), function()
         eachLevel(function()
            for i, shape in ipairs(SHAPES) do
               local x, w, c, q = case(kind, shape, i % 2 == 0)
               checkForward(kind, shape, x, w, nil)
               checkForward(kind, shape, x, w, c)
               if kind == 'Float' or kind == 'Double' then
                  checkBackward(kind, shape, x, w, nil, q)
                  checkBackward(kind, shape, x, w, c, q)
               end
            end
         end)
      end)
   end

   it('lose no digits where points are near each other', function()
      local x, w = torch.FloatTensor { 1000.25 }, torch.FloatTensor { { 1000 } }
      local y = torch.FloatTensor()
      cr.distance(y, x, w, nil)
      assert.are.equal(0.25, y[1])
   end)

   it('are errors for shapes that do not fit, and for outputs over inputs', function()
      local x, w, y = torch.Tensor(4, 3), torch.Tensor(2, 5), torch.Tensor(2)
      assert.has_error(function() cr.distance(y, x, w, nil) end,
         'distance: input is torch.DoubleTensor 4x3, expected 2 or N x 2')
      assert.has_error(function() cr.distance(y, x, torch.Tensor(3), nil) end,
         'distance: weight is torch.DoubleTensor 3, expected D x M')
      assert.has_error(function() cr.distance(x, x, torch.Tensor(3, 3), nil) end,
         'distance: output shares the storage of an input')
      assert.has_error(function()
         cr.distance_backward_input(y, torch.Tensor(4, 4), x, torch.Tensor(3, 5), nil)
      end, 'distance: quotient is torch.DoubleTensor 4x4, expected 5 or N x 5')
      assert.are.equal(2, y:nElement())
   end)
end)
