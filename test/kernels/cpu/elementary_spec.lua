--- Functions of f32 at every CPU level against those of the C library in double.
-- test/kernels/cpu/elementary.c measures the same over all floats.

local torch = require 'torch'
local cr = require 'cbind'
local library = require 'cbind.library'
local text = require 'cbind.tensor'.string
local eachLevel = require 'test.support.levels'

local unary = {}
do
   local op = 0
   while library.cr_unary_name(op) ~= nil do
      unary[text(library.cr_unary_name(op))] = op
      op = op + 1
   end
end

local right = {
   exp = math.exp, log = math.log, sin = math.sin, cos = math.cos, tan = math.tan,
   asin = math.asin, acos = math.acos, atan = math.atan, sinh = math.sinh,
   cosh = math.cosh,
   tanh = function(x) return math.abs(x) < 1e-5 and x or math.tanh(x) end,
   sigmoid = function(x)
      return x < 0 and math.exp(x) / (1 + math.exp(x)) or 1 / (1 + math.exp(-x))
   end,
   log1p = function(x)
      local u = 1 + x
      return u == 1 and x or math.log(u) * (x == u - 1 and 1 or x / (u - 1))
   end,
}

-- Floats of every size, and the ends of the type.
local function arguments()
   local list, seed = { 0, 1e-45, -1e-45, 1.17e-38, 3.4e38, 0.5, -0.5, 1, -1 }, 5
   for _, special in ipairs { 1 / 0, -1 / 0, 0 / 0 } do list[#list + 1] = special end
   for exponent = -149, 127 do
      for _ = 1, 12 do
         seed = seed * 16807 % 2147483647
         local sign = seed % 2 == 0 and 1 or -1
         list[#list + 1] = (1 + seed / 2147483647) * 2 ^ exponent * sign
      end
   end
   return torch.FloatTensor(list)
end

-- The error of y in units of its last place as a float.
local function units(y, exact)
   if exact ~= exact or y ~= y then return (exact ~= exact) == (y ~= y) and 0 or 1 / 0 end
   if math.abs(exact) >= 2 ^ 128 * (1 - 2 ^ -25) then
      return y == (exact > 0 and 1 / 0 or -1 / 0) and 0 or 1 / 0
   end
   local _, exponent = math.frexp(exact)
   return math.abs(y - exact) / 2 ^ (math.max(exponent, -125) - 24)
end

describe('elementary functions', function()
   it('of f32 are right to two units in the last place', function()
      eachLevel(function(level)
         local x = arguments()
         local y = torch.FloatTensor()
         for name, f in pairs(right) do
            cr.unary(y, x, unary[name])
            for i = 1, x:size(1) do
               local error = units(y[i], f(x[i]))
               assert(error <= 2, ('%s at %s: %s(%.9g) is %.9g, %g units off'):format(
                  name, level, name, x[i], y[i], error))
            end
         end
      end)
   end)

   it('give the same bits wherever an element stands, in place too', function()
      local x = arguments()
      eachLevel(function()
         local y = torch.FloatTensor()
         for name in pairs(right) do
            cr.unary(y, x, unary[name])
            local whole = y:totable()
            for first = 1, 40 do
               local part = x:narrow(1, first, 7):clone()
               cr.unary(part, part, unary[name])
               for i = 1, 7 do
                  local expected = whole[first + i - 1]
                  assert(part[i] == expected or expected ~= expected)
               end
            end
         end
      end)
   end)

   it('take far angles as the C library does', function()
      local angles = { 2 ^ 20, 2 ^ 20 + 1, 1e10, -1e30, 3, 1 / 0 }
      eachLevel(function()
         local x, y = torch.FloatTensor(angles), torch.FloatTensor()
         for _, name in ipairs { 'sin', 'cos', 'tan' } do
            cr.unary(y, x, unary[name])
            for i = 1, #angles do assert(units(y[i], right[name](x[i])) <= 1) end
         end
      end)
   end)

   it('keep the exceptions of pow', function()
      local cases = {
         { 0, 0, 1 }, { 1, 0 / 0, 1 }, { 0 / 0, 0, 1 }, { -2, 3, -8 }, { -2, 2, 4 },
         { -1, 1 / 0, 1 }, { 0.5, 1 / 0, 0 }, { 2, 1 / 0, 1 / 0 }, { 0, -1, 1 / 0 },
         { -1 / 0, 3, -1 / 0 }, { -1 / 0, 0.5, 1 / 0 }, { -8, 1 / 3, 0 / 0 },
         { 2, 0.5, math.sqrt(2) }, { 10, 38, 1e38 }, { 10, 39, 1 / 0 },
         { 10, -45, 1e-45 },
         { 3, 2 ^ 30, 1 / 0 }, { -3, 2 ^ 24 + 2, 1 / 0 }, { 1.5, 3.5, 1.5 ^ 3.5 },
      }
      eachLevel(function()
         for _, case in ipairs(cases) do
            local x, y = torch.FloatTensor { case[1] }, torch.FloatTensor { case[2] }
            cr.binary(x, x, y, 3)
            assert(units(x[1], case[3]) <= 2,
               ('%g ^ %g is %g, expected %g'):format(case[1], case[2], x[1], case[3]))
         end
      end)
   end)

   it('refuse to divide integers by 0', function()
      local x = torch.IntTensor { 1, 2, 3 }
      assert.has_error(function() cr.binary(x, x, torch.IntTensor { 1, 0, 2 }, 2) end,
         'div: tensor2 has a 0, expected other numbers for torch.IntTensor')
      assert.are.same({ 1, 2, 3 }, x:totable())
   end)
end)
