--- Reductions at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local tensor = require 'cbind.tensor'
local eachLevel = require 'test.support.levels'

local FLOATS = { Half = 4e-3, BFloat16 = 3e-2, Float = 4e-6, Double = 1e-12 }
local INTEGERS = { 'Byte', 'Char', 'Short', 'Int', 'Long' }
local SHAPES = {
   { 1 }, { 70 }, { 9000 }, { 17, 33 }, { 300, 5 }, { 4, 130, 3 }, { 3, 4, 5, 2 },
}

-- Small whole numbers and quarters, which every type holds; odd: transposed views.
local function filled(kind, shape, odd)
   local big = {}
   for d = 1, #shape do big[d] = shape[d] * (odd and 2 or 1) end
   local x = torch[kind .. 'Tensor'](unpack(big))
   local seed = 7
   local quarter = FLOATS[kind] and 0.25 or 1
   local flat = x:view(x:nElement())
   for i = 1, x:nElement() do
      seed = seed * 16807 % 2147483647
      flat[i] = seed % 9 * quarter
   end
   for d = 1, #shape do x = x:narrow(d, 1, shape[d]) end
   return odd and #shape > 1 and x:transpose(1, #shape) or x
end

-- The elements in row-major order.
local function list(x)
   local flat, result = x:clone(), {}
   flat = flat:view(flat:nElement())
   for i = 1, flat:size(1) do result[i] = flat[i] end
   return result
end

-- Every run of elements along dimension d, in the order of the results.
local function runs(x, d)
   local elements, outer, inner, n = list(x), 1, 1, x:size(d)
   for e = 1, d - 1 do outer = outer * x:size(e) end
   for e = d + 1, x:dim() do inner = inner * x:size(e) end
   local result = {}
   for o = 0, outer - 1 do
      for i = 1, inner do
         local run = {}
         for k = 0, n - 1 do run[k + 1] = elements[(o * n + k) * inner + i] end
         result[#result + 1] = run
      end
   end
   return result
end

local function sum(run, f)
   local total = 0
   for _, x in ipairs(run) do total = total + (f and f(x) or x) end
   return total
end

local function variance(run)
   local mean = sum(run) / #run
   return sum(run, function(x) return (x - mean) ^ 2 end)
end

local function extreme(run, better)
   local best, place = run[1], 1
   for i, x in ipairs(run) do
      if better(x, best) then best, place = x, i end
   end
   return best, place
end

local function above(a, b) return a > b end
local function below(a, b) return a < b end

local function near(expected, actual, tolerance, what)
   local bad = math.abs(expected - actual) > tolerance * (1 + math.abs(expected))
   if bad then error(('%s: %.9g is not %.9g'):format(what, actual, expected), 2) end
end

local WRAP = { Byte = { 256, 256 }, Char = { 256, 128 }, Short = { 65536, 32768 } }
local function wrapped(kind, x)
   local wrap = WRAP[kind]
   if not wrap then return x end
   x = x % wrap[1]
   return x >= wrap[2] and x - wrap[1] or x
end

local function eachTensor(check)
   eachLevel(function(level)
      for _, shape in ipairs(SHAPES) do
         for _, odd in ipairs { false, true } do
            local function with(kind, tolerance)
               local what = ('%s %s %s'):format(level, kind, table.concat(shape, 'x'))
               check(filled(kind, shape, odd), kind, tolerance, what)
            end
            for kind, tolerance in pairs(FLOATS) do with(kind, tolerance) end
            for _, kind in ipairs(INTEGERS) do with(kind, 0) end
         end
      end
   end)
end

-- Compares op(y, x, ...) along every dimension with f(run).
local function along(op, x, tolerance, what, f, ...)
   for d = 1, x:dim() do
      local y = tensor.new(x.dtype)
      local arguments = { ... }
      arguments[#arguments + 1] = d - 1
      if op == 'var' or op == 'std' then arguments = { d - 1, ... } end
      cr[op](y, x, unpack(arguments))
      assert(y:size(d) == 1)
      local results = list(y)
      for i, run in ipairs(runs(x, d)) do
         near(f(run), results[i], tolerance, ('%s of %s along %d'):format(op, what, d))
      end
   end
end

describe('reductions', function()
   it('of whole tensors agree with loops', function()
      eachTensor(function(x, kind, tolerance, what)
         local run = list(x)
         near(sum(run), cr.number('sum_all', x), tolerance, what)
         near(extreme(run, above), cr.number('max_all', x), 0, what)
         near(extreme(run, below), cr.number('min_all', x), 0, what)
         local square = sum(run, function(v) return v * v end)
         near(wrapped(kind, square), cr.number('dot', x, x), tolerance, what)
         if not FLOATS[kind] then return end
         near(sum(run) / #run, cr.number('mean_all', x), tolerance, what)
         near(variance(run) / #run, cr.number('var_all', x, 1), tolerance, what)
         for p = 1, 3 do
            local total = sum(run, function(v) return math.abs(v) ^ p end)
            near(total ^ (1 / p), cr.number('norm_all', x, p), tolerance, what)
         end
      end)
   end)

   it('along a dimension agree with loops', function()
      eachTensor(function(x, kind, tolerance, what)
         along('sum', x, tolerance, what, function(run)
            return wrapped(kind, sum(run))
         end)
         if not FLOATS[kind] then return end
         along('mean', x, tolerance, what, function(run) return sum(run) / #run end)
         along('var', x, tolerance, what, function(run)
            return variance(run) / #run
         end, 1)
         for p = 0, 3 do
            along('norm', x, tolerance, what, function(run)
               local total = sum(run, function(v)
                  return p == 0 and (v == 0 and 0 or 1) or math.abs(v) ^ p
               end)
               return p == 0 and total or total ^ (1 / p)
            end, p)
         end
      end)
   end)

   it('name the first of equal extremes', function()
      eachTensor(function(x, _, _, what)
         for op, better in pairs { max = above, min = below } do
            for d = 1, x:dim() do
               local y, places = tensor.new(x.dtype), torch.LongTensor()
               cr[op](y, places, x, d - 1)
               y, places = list(y), list(places)
               for i, run in ipairs(runs(x, d)) do
                  local value, place = extreme(run, better)
                  near(value, y[i], 0, op .. ' of ' .. what)
                  near(place, places[i], 0, 'place of ' .. op .. ' of ' .. what)
               end
            end
         end
      end)
   end)

   it('run along a dimension, in place too', function()
      eachTensor(function(x, kind, tolerance, what)
         for d = 1, x:dim() do
            local expected = runs(x, d)
            local y = x:clone()
            cr.cumsum(y, y, d - 1)
            for i, run in ipairs(runs(y, d)) do
               local total = 0
               for k, v in ipairs(expected[i]) do
                  total = total + v
                  near(wrapped(kind, total), run[k], tolerance, 'cumsum of ' .. what)
               end
            end
         end
      end)
   end)

   it('let the first nan win', function()
      eachLevel(function()
         local x = torch.FloatTensor(200, 20):fill(1)
         x[{ 150, 3 }], x[{ 170, 3 }], x[{ 5, 4 }] = 0 / 0, 0 / 0, 1 / 0
         for _, op in ipairs { 'max', 'min' } do
            local y, places = torch.FloatTensor(), torch.LongTensor()
            cr[op](y, places, x, 0)
            assert.are.equal(150, places[{ 1, 3 }])
            assert.is_true(y[{ 1, 3 }] ~= y[{ 1, 3 }])
            cr[op](y, places, x, 1)
            assert.are.equal(3, places[{ 170, 1 }])
            local all = cr.number(op .. '_all', x)
            assert.is_true(all ~= all)
         end
         assert.are.equal(math.huge, cr.number('max_all', x:narrow(1, 1, 100)))
      end)
   end)

   it('keep squares of large and small floats in range', function()
      eachLevel(function()
         local x = torch.FloatTensor(5000):fill(1e30)
         near(1e30 * math.sqrt(5000), cr.number('norm_all', x, 2), 1e-6, 'norm')
         x:fill(1e-30)
         near(1, cr.number('norm_all', x, 2) / (1e-30 * math.sqrt(5000)), 1e-6, 'norm')
      end)
   end)

   it('give the same bits for any number of threads', function()
      local x = torch.FloatTensor(700, 300)
      local flat = x:view(210000)
      for i = 1, 210000 do flat[i] = math.sin(i) end
      local results = {}
      for _, threads in ipairs { 1, 2, 3 } do
         cr.threads_use(threads)
         local rows, columns = torch.FloatTensor(), torch.FloatTensor()
         cr.sum(columns, x, 0)
         cr.sum(rows, x, 1)
         results[#results + 1] = { cr.number('sum_all', x), cr.number('norm_all', x, 2),
            cr.number('var_all', x, 0), list(rows), list(columns) }
      end
      cr.threads_use(1)
      assert.are.same(results[1], results[2])
      assert.are.same(results[1], results[3])
   end)

   it('of nothing are 0, 1 or an error', function()
      local none = torch.FloatTensor()
      assert.are.equal(0, cr.number('sum_all', none))
      assert.are.equal(1, cr.number('prod_all', none))
      assert.has_error(function() cr.number('mean_all', none) end,
         'mean: tensor is torch.FloatTensor empty, expected at least one element')
      assert.has_error(function() cr.sum(torch.FloatTensor(), none, 0) end,
         'sum: dimension is 1, but the tensor is empty')
   end)

   it('may write where they read', function()
      local x = torch.FloatTensor { { 1, 2 }, { 3, 4 } }
      cr.sum(x, x, 0)
      assert.are.same({ { 4, 6 } }, x:totable())
   end)

   it('name what is wrong', function()
      local x, y = torch.FloatTensor(2, 3), torch.FloatTensor()
      assert.has_error(function() cr.sum(y, x, 2) end,
         'sum: dimension is 3, expected 1 to 2 for a torch.FloatTensor 2x3')
      assert.has_error(function() cr.number('dot', x, torch.FloatTensor(5)) end,
         'dot: tensor2 is torch.FloatTensor 5, expected 6 elements ' ..
         'as in torch.FloatTensor 2x3')
      assert.has_error(function() cr.number('std_all', torch.IntTensor(2), 0) end,
         'std: tensor is torch.IntTensor 2, expected a float type; convert it first')
      assert.has_error(function() cr.max(y, torch.IntTensor(), x, 0) end,
         'max: indices is torch.IntTensor empty, expected torch.LongTensor')
   end)
end)
