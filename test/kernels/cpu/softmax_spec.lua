--- Softmax along a dimension at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local TOLERANCE = { Half = 2e-3, Float = 1e-6, Double = 1e-14 }
local SHAPES = { { 5 }, { 1 }, { 3, 10 }, { 10, 3 }, { 2, 1100 }, { 2, 4, 70 },
   { 3, 2, 2, 5 } }

-- A copy in double: x:double() is x itself if it is one.
local function double(x) return torch.DoubleTensor():resizeAs(x):copy(x) end

-- The sum of exponentials along dimension d of x, in double, kept in place of the
-- dimension.
local function sums(x, d)
   return double(x):exp():sum(d):expandAs(x)
end

local function worst(got, wanted)
   return double(got):add(-1, wanted):abs():max()
end

local function check(kind, shape, d, odd)
   local x, dy = fill(kind, shape, -4, 4, odd), fill(kind, shape, -1, 1, odd)
   local y, z, dx = x.new(), x.new(), x.new()
   local wanted = double(x):exp():cdiv(sums(x, d))
   cr.softmax(y, x, d - 1)
   cr.log_softmax(z, x, d - 1)
   assert.is_true(worst(y, wanted) <= TOLERANCE[kind])
   assert.is_true(worst(z, wanted:clone():log()) <= 10 * TOLERANCE[kind])
   local given = double(dy)
   cr.softmax_backward(dx, y, dy, d - 1)
   local dot = wanted:clone():cmul(given):sum(d):expandAs(x)
   assert.is_true(worst(dx, (given - dot):cmul(wanted)) <= 4 * TOLERANCE[kind])
   cr.log_softmax_backward(dx, z, dy, d - 1)
   local total = given:sum(d):expandAs(x):clone()
   assert.is_true(worst(dx, given - total:cmul(wanted)) <= 40 * TOLERANCE[kind])
end

describe('Softmax', function()
   it('equals its formula and derivative along every dimension, in every type and '
      .. 'stride', function()
      eachLevel(function()
         for kind in pairs(TOLERANCE) do
            for _, shape in ipairs(SHAPES) do
               for d = 1, #shape do
                  check(kind, shape, d, false)
                  check(kind, shape, d, true)
               end
            end
         end
      end)
   end)

   it('does not overflow', function()
      local x, y = torch.FloatTensor { 1000, 1000, -1000 }, torch.FloatTensor()
      cr.softmax(y, x, 0)
      assert.are.same({ 0.5, 0.5, 0 }, y:totable())
      cr.log_softmax(y, x, 0)
      assert.are.equal(-2000, math.floor(y[3] + 0.9))
   end)

   it('has equal bits for any number of threads', function()
      local x, kept = fill('Float', { 64, 1000 }, -4, 4), torch.getnumthreads()
      local one, four = torch.FloatTensor(), torch.FloatTensor()
      torch.setnumthreads(1)
      cr.log_softmax(one, x, 1)
      torch.setnumthreads(4)
      cr.log_softmax(four, x, 1)
      torch.setnumthreads(kept)
      assert.are.equal(0, (one - four):abs():max())
   end)

   it('names a dimension that is not there', function()
      assert.has_error(function()
         cr.softmax(torch.FloatTensor(), torch.FloatTensor(2, 3), 2)
      end,
         'softmax: dimension is 3, expected 1 to 2 for a torch.FloatTensor 2x3')
   end)
end)
