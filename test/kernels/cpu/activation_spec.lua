--- Activations at every CPU level against plain Lua formulas.

local torch = require 'torch'
local cr = require 'cbind'
local C = require 'cbind.library'
local text = require 'cbind.tensor'.string
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local exp, log, abs = math.exp, math.log, math.abs
local TOLERANCE = { Half = 2e-3, BFloat16 = 2e-2, Float = 2e-6, Double = 1e-14 }

local function tanh(x)
   local e = exp(-2 * abs(x))
   return (x < 0 and -1 or 1) * (1 - e) / (1 + e)
end

-- P(X <= x), X standard normal, by the series of the error function.
local function normal(x)
   local term, sum, z = x / math.sqrt(2), 0, x * x / 2
   for n = 0, 60 do
      sum = sum + term / (2 * n + 1)
      term = -term * z / (n + 1)
   end
   return 0.5 + sum / math.sqrt(math.pi)
end

-- y as a function of x; the derivative is checked by central differences.
local formulas = {
   relu = function(x) return math.max(x, 0) end,
   threshold = function(x, p, q) return x > p and x or q end,
   tanh = tanh,
   sigmoid = function(x) return 1 / (1 + exp(-x)) end,
   elu = function(x, p) return x > 0 and x or p * (exp(x) - 1) end,
   leaky_relu = function(x, p) return x > 0 and x or p * x end,
   hardtanh = function(x, p, q) return math.min(math.max(x, p), q) end,
   softplus = function(x, p, q) return x * p > q and x or log(1 + exp(x * p)) / p end,
   softsign = function(x) return x / (1 + abs(x)) end,
   hardshrink = function(x, p) return abs(x) > p and x or 0 end,
   softshrink = function(x, p) return abs(x) > p and (x > 0 and x - p or x + p) or 0 end,
   tanhshrink = function(x) return x - tanh(x) end,
   logsigmoid = function(x) return -log(1 + exp(-x)) end,
   abs = abs,
   square = function(x) return x * x end,
   sqrt = math.sqrt,
   exp = exp,
   log = function(x) return log(x) end,
   power = function(x, p) return x ^ p end,
   gelu = function(x) return x * normal(x) end,
   silu = function(x, p) return x / (1 + exp(-p * x)) end,
}
local needsPositive = { sqrt = true, log = true, power = true }

local ops, op = {}, 0
while C.cr_activation_name(op) ~= nil do
   ops[text(C.cr_activation_name(op))] = op
   op = op + 1
end

local P, Q = 0.3, 0.7 -- q > p, as hardtanh expects

local function near(got, wanted, tolerance, message)
   assert.is_true(abs(got - wanted) <= tolerance * math.max(1, abs(wanted)), message
      .. (': %.9g instead of %.9g'):format(got, wanted))
end

local function check(name, f, kind, sizes, odd)
   local x = fill(kind, sizes, needsPositive[name] and 0.2 or -3, 3, odd)
   local y, dx = x.new(), x.new()
   local q = name == 'softplus' and 20 or Q -- where the line goes on without a step
   cr.activate(y, x, ops[name], P, q)
   cr.activate_backward(dx, x, y, fill(kind, sizes, 1, 2, odd), ops[name], P, q)
   local dy = fill(kind, sizes, 1, 2):view(-1)
   local flatX, flatY, flatDx = x:clone():view(-1), y:view(-1), dx:view(-1)
   for i = 1, flatX:nElement() do
      local at, where = flatX[i], ('%s %s %d'):format(name, kind, i)
      near(flatY[i], f(at, P, q), TOLERANCE[kind], where)
      local slope = (f(at + 1e-6, P, q) - f(at - 1e-6, P, q)) / 2e-6
      local kink = abs(slope - (f(at + 1e-3, P, q) - f(at - 1e-3, P, q)) / 2e-3) > 0.01
      if not kink then
         near(flatDx[i], dy[i] * slope, 4 * TOLERANCE[kind] + 1e-8, where .. ' backward')
      end
   end
end

describe('Activations', function()
   it('have a formula here, each of them', function()
      for name in pairs(ops) do assert.is_function(formulas[name], name) end
   end)

   it('equal their formulas and derivatives in every type and stride', function()
      eachLevel(function()
         for name, f in pairs(formulas) do
            for _, kind in ipairs { 'Half', 'Float', 'Double' } do
               check(name, f, kind, { 37 }, false)
               check(name, f, kind, { 3, 7 }, true)
            end
         end
      end)
   end)

   it('work in place and on more than one chunk', function()
      local x = fill('Float', { 40000 }, -1, 1)
      local y = x:clone()
      cr.activate(y, y, ops.relu, 0, 0)
      for _, i in ipairs { 1, 16384, 16385, 40000 } do
         assert.are.equal(math.max(x[i], 0), y[i])
      end
   end)

   it('accept empty tensors', function()
      local y = torch.FloatTensor(3)
      cr.activate(y, torch.FloatTensor(), ops.tanh, 0, 0)
      assert.are.equal(0, y:nElement())
   end)

   it('refuse integers, other shapes and unknown ops', function()
      local x, y = torch.FloatTensor(2), torch.FloatTensor()
      assert.has_error(function()
         cr.activate(torch.IntTensor(), torch.IntTensor(2), ops.relu, 0, 0)
      end,
         'relu: input is torch.IntTensor 2, expected a float type; convert it first')
      assert.has_error(function()
         cr.activate_backward(y, x, x, torch.FloatTensor(3), ops.relu, 0, 0)
      end,
         'relu: gradOutput is torch.FloatTensor 3 but input is torch.FloatTensor 2')
      assert.has_error(function() cr.activate(y, x, 99, 0, 0) end, 'activate: no op 99')
   end)
end)
