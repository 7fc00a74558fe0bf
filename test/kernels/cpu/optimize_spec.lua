--- The rules of the optimisers at every CPU level against plain Lua, element by element.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'

local TOLERANCE = { Half = 4e-3, BFloat16 = 3e-2, Float = 1e-6, Double = 1e-14 }

-- Each rule: the numbers it is called with, and the same formula on numbers.
local rules = {
   sgd = { states = 0, numbers = { 0.1, 0.5 }, at = function(x, _, _, g)
      return x - 0.1 * (g + 0.5 * x)
   end },
   momentum = { states = 1, numbers = { 0.1, 0, 0.5, 0.25, 0.5 },
      at = function(x, v, _, g)
      v = 0.5 * v + 0.25 * g
      return x - 0.1 * (g + 0.5 * v), v
   end },
   nag = { states = 1, numbers = { 0.1, 0.5, 0.5 }, at = function(x, v, _, g)
      g = g + 0.5 * x
      return x - 0.1 * g, 0.5 * v - 0.1 * g
   end },
   adam = { states = 2, numbers = { 0.1, 0.5, 0.75, 0.5, 0.25 }, at = function(x, m, v, g)
      g = g + 0.5 * x
      m, v = 0.75 * m + 0.25 * g, 0.5 * v + 0.5 * g * g
      return x - 0.1 * m / (math.sqrt(v) + 0.25), m, v
   end },
   adamax = { states = 2, numbers = { 0.1, 0, 0.75, 0.5, 0.25 }, at = function(x, m, u, g)
      m, u = 0.75 * m + 0.25 * g, math.max(0.5 * u, math.abs(g) + 0.25)
      return x - 0.1 * m / u, m, u
   end },
   adagrad = { states = 1, numbers = { 0.1, 0, 0.25 }, at = function(x, s, _, g)
      s = s + g * g
      return x - 0.1 * g / (math.sqrt(s) + 0.25), s
   end },
   adadelta = { states = 2, numbers = { 0, 0.75, 0.25 }, at = function(x, s, a, g)
      s = 0.75 * s + 0.25 * g * g
      local d = math.sqrt(a + 0.25) / math.sqrt(s + 0.25) * g
      return x - d, s, 0.75 * a + 0.25 * d * d
   end },
   rmsprop = { states = 1, numbers = { 0.1, 0, 0.75, 0.25 }, at = function(x, m, _, g)
      m = 0.75 * m + 0.25 * g * g
      return x - 0.1 * g / (math.sqrt(m) + 0.25), m
   end },
   rprop = { states = 2, numbers = { 1.5, 0.5, 0.5, 2 }, at = function(x, size, last, g)
      local turn = g * last
      local change = turn > 0 and 1.5 or turn < 0 and 0.5 or 1
      size = math.max(0.5, math.min(2, size * change))
      g = turn < 0 and 0 or g
      return x - (g > 0 and size or g < 0 and -size or 0), size, g
   end },
   asgd = { states = 1, numbers = { 0.1, 0.5, 0.25 }, at = function(x, mean, _, g)
      x = 0.5 * x - 0.1 * g
      return x, mean + 0.25 * (x - mean)
   end },
}

-- Quarters from -1 to 1, or from 0, that every type holds; strided if `odd`.
local function filled(kind, n, seed, positive, odd)
   local x = torch[kind .. 'Tensor'](odd and n * 2 or n)
   if odd then x = x:unfold(1, 1, 2):select(2, 1) end
   for i = 1, n do
      seed = seed * 16807 % 2147483647
      x[i] = seed % 9 / 4 - (positive and 0 or 1)
   end
   return x
end

local function compare(name, kind, n, odd)
   local rule, tensors, before = rules[name], {}, {}
   local count = rule.states + 2
   for t = 1, count do
      local isState = t > 1 and t < count
      tensors[t] = filled(kind, n, t + 3, isState and name ~= 'rprop', odd and t ~= 2)
      before[t] = tensors[t]:totable()
   end
   local arguments = { unpack(tensors) }
   for _, number in ipairs(rule.numbers) do table.insert(arguments, number) end
   cr[name .. '_step'](unpack(arguments))
   local after, worst = {}, 0
   for t = 1, count do after[t] = tensors[t]:totable() end
   for i = 1, n do
      local a, b = rule.states > 0 and before[2][i], rule.states > 1 and before[3][i]
      local wanted = { rule.at(before[1][i], a, b, before[count][i]) }
      wanted[count] = before[count][i] -- dfdx stays as it was
      for t = 1, count do
         local error = math.abs(after[t][i] - wanted[t])
         worst = math.max(worst, error / math.max(1, math.abs(wanted[t])))
      end
   end
   return worst
end

describe('optimiser rule', function()
   for name in pairs(rules) do
      it(name .. ' follows its formula at every level, type and stride', function()
         eachLevel(function(level)
            for kind, tolerance in pairs(TOLERANCE) do
               for _, n in ipairs { 1, 37 } do
                  for _, odd in ipairs { false, true } do
                     local where = level .. ' ' .. kind .. ' ' .. n .. tostring(odd)
                     assert.is_true(compare(name, kind, n, odd) <= tolerance, where)
                  end
               end
            end
         end)
      end)
   end

   it('gives the same bits for any number of threads', function()
      local function run(threads)
         torch.setnumthreads(threads)
         local x, m, v = filled('Float', 70001, 3), filled('Float', 70001, 4, true),
            filled('Float', 70001, 5, true)
         cr.adam_step(x, m, v, filled('Float', 70001, 6), 0.1, 0.01, 0.9, 0.99, 1e-8)
         return x:totable()
      end
      local kept = torch.getnumthreads()
      local one, four = run(1), run(4)
      torch.setnumthreads(kept)
      assert.are.same(one, four)
   end)
end)
