--- optim.adam and adamax: the correction of the bias, and descents in a curved valley.

local torch = require 'torch'
local optim = require 'optim'
local C = require 'cbind.library'
local text = require 'cbind.tensor'.string

local function parabola(x) return 0.5 * x[1] ^ 2, x:clone() end

-- Rosenbrock's valley in two dimensions; its lowest point is 0 at (1, 1).
-- Rounded as Torch7's tensors do in this order of operations.
local function valley(x)
   local a, b = x[1], x[2]
   local above, left = b - a * a, 1 - a
   local g = torch.Tensor { above * a * -400 + left * -2, above * 200 }
   return above * above * 100 + left * left, g
end

describe('optim.adam', function()
   it('has a first step of the learning rate, whatever the gradient', function()
      for _, scale in ipairs { 1e-3, 1, 1e3 } do
         local x = torch.Tensor { scale }
         optim.adam(parabola, x, { learningRate = 0.01 * scale })
         assert.is_true(math.abs((scale - x[1]) / (0.01 * scale) - 1) < 1e-3)
      end
   end)

   it('would have a first step over 3 times as large without correction', function()
      local x, state = torch.Tensor { 1 }, {}
      optim.adam(parabola, x, { learningRate = 0.01 }, state)
      local uncorrected = 0.01 * state.m[1] / math.sqrt(state.v[1])
      assert.is_true(uncorrected / (1 - x[1]) > 3)
   end)

   -- The last digits of 10,000 steps depend on every rounding: Torch7's, and these, add a
   -- multiple with one.
   for name, known in pairs { adam = '4.7132840039642e-08', adamax = '7.0469265568041e-15' } do
      it('(' .. name .. ') descends the valley to the value that Torch7 recorded', function()
         local x, config, values = torch.Tensor { 0, 0 }, { learningRate = 2e-3 }, nil
         for _ = 1, 10001 do
            local _
            _, values = optim[name](valley, x, config)
         end
         assert.is_true(values[1] < 1e-6)
         if text(C.cr_cpu_level()) == 'v2' then
            pending 'the digits need a processor with fused multiply-add (level v3)'
         else
            assert.are.equal(known, tostring(values[1]))
         end
      end)
   end

   it('goes on from a state that was taken from another run', function()
      local whole, x, state = torch.Tensor { 0, 0 }, torch.Tensor { 0, 0 }, {}
      local config = { learningRate = 0.01, learningRateDecay = 0.1 }
      for _ = 1, 20 do optim.adam(valley, whole, config, state) end
      local first = {}
      for _ = 1, 10 do optim.adam(valley, x, config, first) end
      local later = { t = first.t, m = first.m:clone(), v = first.v:clone() }
      for _ = 1, 10 do optim.adam(valley, x, config, later) end
      assert.are.same(whole:totable(), x:totable())
   end)
end)
