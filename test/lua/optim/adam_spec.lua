--- optim.adam and adamax: the correction of the bias, and descents in a curved valley.

local torch = require 'torch'
local optim = require 'optim'

local function parabola(x) return 0.5 * x[1] ^ 2, x:clone() end

-- Rosenbrock's valley in two dimensions; its lowest point is 0 at (1, 1).
local function valley(x)
   local a, b = x[1], x[2]
   local g = torch.Tensor { -400 * a * (b - a ^ 2) - 2 * (1 - a), 200 * (b - a ^ 2) }
   return 100 * (b - a ^ 2) ^ 2 + (1 - a) ^ 2, g
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

   it('and adamax descend the valley', function()
      for _, name in ipairs { 'adam', 'adamax' } do
         local x, config = torch.Tensor { 0, 0 }, { learningRate = 2e-3 }
         for _ = 1, 10001 do optim[name](valley, x, config) end
         assert.is_true(valley(x) < 1e-6, name)
      end
   end)

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
