--- Losses at every CPU level against plain Lua formulas.

local torch = require 'torch'
local cr = require 'cbind'
local C = require 'cbind.library'
local text = require 'cbind.tensor'.string
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local exp, log, abs, max = math.exp, math.log, math.abs, math.max
local TOLERANCE = { Float = 4e-6, Double = 1e-11 }
local P = 0.4

-- The loss of one pair; the derivative is checked by differences.
local formulas = {
   mse = function(x, t) return (x - t) ^ 2 end,
   abs = function(x, t) return abs(x - t) end,
   smooth_l1 = function(x, t) return abs(x - t) < 1 and (x - t) ^ 2 / 2
      or abs(x - t) - 0.5 end,
   bce = function(x, t) return -t * log(x) - (1 - t) * log(1 - x) end,
   soft_margin = function(x, t) return log(1 + exp(-x * t)) end,
   margin = function(x, t) return max(P - x * t, 0) end,
   kl = function(x, t) return t * (log(t) - x) end,
   hinge = function(x, t) return t > 0 and x or max(P - x, 0) end,
   logistic = function(x, t)
      return t * log(1 + exp(-x)) + (1 - t) * log(1 + exp(x))
   end,
   focal = function(x, t)
      if t <= 0 then x = -x end
      return (1 + exp(x)) ^ -P * log(1 + exp(-x))
   end,
}

local ops, op = {}, 0
while C.cr_loss_name(op) ~= nil do
   ops[text(C.cr_loss_name(op))] = op
   op = op + 1
end

local function check(name, f, kind, sizes, odd)
   local x, t = fill(kind, sizes, 0.1, 0.9, odd), fill(kind, sizes, 0.15, 0.95, odd)
   -- another order than that of x
   t = t:transpose(1, #sizes):clone():resize(torch.LongStorage(sizes))
   local value, dx, w = x.new(), x.new(), fill(kind, sizes, 0.5, 2)
   cr.loss(value, x, t, w, 1, ops[name], P)
   cr.loss_backward(dx, x, t, w, 1, ops[name], P, 3)
   local a, b, c, d, total = x:clone():view(-1), t:view(-1), w:view(-1), dx:view(-1), 0
   local n = a:nElement()
   for i = 1, n do
      total = total + c[i] * f(a[i], b[i]) / n
      local slope = (f(a[i] + 1e-6, b[i]) - f(a[i] - 1e-6, b[i])) / 2e-6
      local other = (f(a[i] + 1e-3, b[i]) - f(a[i] - 1e-3, b[i])) / 2e-3
      if abs(slope - other) < 0.01 then
         local allowed = 10 * TOLERANCE[kind] + 1e-8
         assert.is_true(abs(d[i] - 3 * c[i] * slope / n) <= allowed, name)
      end
   end
   assert.is_true(abs(value[1] - total) <= TOLERANCE[kind] * max(1, abs(total)), name)
end

describe('Losses', function()
   it('equal their formulas and derivatives in every type and stride', function()
      eachLevel(function()
         for name in pairs(ops) do
            for kind in pairs(TOLERANCE) do
               check(name, formulas[name], kind, { 20, 30 }, false)
               check(name, formulas[name], kind, { 6, 5 }, true)
            end
         end
      end)
   end)

   it('have equal bits for any number of threads', function()
      local x, t = fill('Float', { 100000 }, 0, 1), fill('Float', { 100000 }, -1, 1)
      local kept, values = torch.getnumthreads(), {}
      for _, count in ipairs { 1, 2, 4 } do
         torch.setnumthreads(count)
         local value = torch.FloatTensor()
         cr.loss(value, x, t, nil, 0, ops.mse, 0)
         values[#values + 1] = value[1]
      end
      torch.setnumthreads(kept)
      assert.are.same({ values[1], values[1], values[1] }, values)
   end)

   it('of class labels take targets of every type', function()
      local x, value, total = torch.FloatTensor { { -1, -2 }, { -3, -4 } },
         torch.FloatTensor(), torch.FloatTensor()
      for _, kind in ipairs { 'Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'Float',
         'Double' } do
         cr.class_loss(value, total, x, torch[kind .. 'Tensor'] { 2, 1 }, nil, 0, -100)
         assert.are.equal(5, value[1])
         assert.are.equal(2, total[1])
      end
   end)

   it('name a label that is out of range, and its sample, and change nothing', function()
      local x, dx = torch.FloatTensor(2, 3):fill(0), torch.FloatTensor(2, 3):fill(7)
      local value, total = torch.FloatTensor { 5 }, torch.FloatTensor { 6 }
      local function loss(...)
         cr.class_loss(value, total, x, torch.DoubleTensor { ... }, nil, 1, -100)
      end
      assert.has_error(function() loss(1, 4) end,
         'ClassNLLCriterion: label of sample 2 is 4, expected 1 to 3')
      assert.has_error(function() loss(0, 1) end,
         'ClassNLLCriterion: label of sample 1 is 0, expected 1 to 3')
      assert.has_error(function() loss(1.5, 1) end,
         'ClassNLLCriterion: label of sample 1 is no whole number, expected 1 to 3')
      assert.has_error(function()
         cr.class_loss_backward(dx, total, x, torch.LongTensor { 1, 9 }, nil, 1, -100)
      end, 'ClassNLLCriterion: label of sample 2 is 9, expected 1 to 3')
      assert.are.same({ 5, 6, 7 }, { value[1], total[1], dx[2][3] })
   end)

   it('of class labels see the places of images one by one', function()
      local x = torch.DoubleTensor { { { { -1, -2 } }, { { -3, -5 } } } } -- 1 x 2 x 1 x 2
      local value, total, dx = torch.DoubleTensor(), torch.DoubleTensor(),
         torch.DoubleTensor()
      local t = torch.LongTensor { { { 2, 1 } } }
      cr.class_loss(value, total, x, t, nil, 1, -100)
      assert.are.equal(2.5, value[1])
      cr.class_loss_backward(dx, total, x, t, nil, 1, -100)
      assert.are.same({ { { { 0, -0.5 } }, { { -0.5, 0 } } } }, dx:totable())
   end)
end)
