--- Random fills at every CPU level against numbers drawn one by one, and against the
-- Mersenne Twister in plain Lua.

local bit = require 'bit'
local torch = require 'torch'
local eachLevel = require 'test.support.levels'
local laidOut = require 'test.support.layouts'

local FLOATS = { 'Half', 'BFloat16', 'Float', 'Double' }
local ALL = { 'Byte', 'Char', 'Short', 'Int', 'Long', unpack(FLOATS) }

-- The first numbers of a seed, from the definition: x[k + 624] follows from x[k + 397],
-- x[k] and x[k + 1].
local function twister(seed, count)
   local band, bxor, lshift, rshift = bit.band, bit.bxor, bit.lshift, bit.rshift
   local x, numbers = { [0] = seed }, {}
   for i = 1, 623 do
      local y = bxor(x[i - 1], rshift(x[i - 1], 30))
      local low, high = y % 65536, math.floor(y / 65536) % 65536
      local product = low * 1812433253 + high * 1812433253 % 65536 * 65536
      x[i] = bit.tobit((product + i) % 2 ^ 32)
   end
   for k = 0, count - 1 do
      local y = bit.bor(band(x[k], 0x80000000), band(x[k + 1], 0x7fffffff))
      local odd = band(y, 1) == 1 and 0x9908b0df or 0
      x[k + 624] = bxor(x[k + 397], rshift(y, 1), odd)
      y = x[k + 624]
      y = bxor(y, rshift(y, 11))
      y = bxor(y, band(lshift(y, 7), 0x9d2c5680))
      y = bxor(y, band(lshift(y, 15), 0xefc60000))
      numbers[k + 1] = bxor(y, rshift(y, 18)) % 2 ^ 32
   end
   return numbers
end

-- Every way to fill: the parameters, and the types that take it.
local FILLS = {
   { 'uniform', {}, FLOATS }, { 'uniform', { -3, 1e3 }, FLOATS },
   { 'normal', {}, FLOATS }, { 'normal', { 1e3, 0.1 }, { 'Float', 'Double' } },
   { 'normal', { -0.5, 1e-42 }, FLOATS }, { 'normal', { 0, 1e-42 }, FLOATS },
   { 'normal', { 1e-3, 1e30 }, { 'BFloat16', 'Float', 'Double' } },
   { 'logNormal', { 0, 0.5 }, FLOATS }, { 'exponential', { 2 }, FLOATS },
   { 'cauchy', {}, FLOATS }, { 'geometric', { 0.6 }, ALL },
   { 'bernoulli', { 0.3 }, ALL }, { 'bernoulli', { 0 }, ALL },
   { 'bernoulli', { 1 }, ALL },
   { 'random', { 7 }, ALL }, { 'random', { 3, 100 }, ALL },
   { 'random', { -100, 100 }, { 'Short', 'Int', 'Long', 'Half', 'Float', 'Double' } },
   { 'random', { -2 ^ 31, 2 ^ 31 - 1 }, { 'Int', 'Long', 'Double' } },
}

-- The same numbers drawn one by one.
local function drawn(kind, name, arguments, count)
   local numbers = torch.DoubleTensor(count)
   for i = 1, count do numbers[i] = torch[name](unpack(arguments)) end
   return torch[kind .. 'Tensor'](count):copy(numbers)
end

local function check(fill, kind, n, layout)
   local name, arguments = fill[1], fill[2]
   local x = laidOut(kind, n, layout)
   local count = x:nElement()
   torch.manualSeed(n)
   for _ = 1, n % 3 do torch.normal() end -- start within a block and within a pair
   x[name](x, unpack(arguments))
   local after = torch.getRNGState():narrow(1, 1, 5016):clone()
   local next = torch.normal()
   torch.manualSeed(n)
   for _ = 1, n % 3 do torch.normal() end
   local expected = drawn(kind, name, arguments, count)
   local same = expected:totable()
   local flat = x:clone():view(count):totable()
   for i = 1, count do
      if flat[i] ~= same[i] then
         return ('%s:%s(%s): element %d of %d is %.17g, not %.17g'):format(kind, name,
            table.concat(arguments, ', '), i, count, flat[i], same[i])
      end
   end
   assert.is_true(torch.getRNGState():narrow(1, 1, 5016):equal(after))
   assert.are.equal(torch.normal(), next)
end

describe('random fills', function()
   it('draw from the Mersenne Twister', function()
      eachLevel(function()
         for _, seed in ipairs { 0, 1, 12345 } do
            local expected = twister(seed, 3000)
            torch.manualSeed(seed)
            local x = torch.LongTensor(2999):random()
            assert.are.equal(expected[3000], torch.random())
            for i = 1, 2999 do assert.are.equal(expected[i], x[i]) end
         end
      end)
   end)

   it('equal numbers drawn one by one, in every type and layout', function()
      eachLevel(function()
         for f, fill in ipairs(FILLS) do
            for _, kind in ipairs(fill[3]) do
               for layout, n in ipairs { 1300, 515, 623, 14 } do
                  assert.is_nil(check(fill, kind, n + f, layout))
               end
            end
         end
      end)
   end)

   -- One float in a million lies so near to a border that only the exact way decides.
   it('round four million normal numbers to the nearest float', function()
      local n = 2 ^ 22
      for _, parameters in ipairs { { 0, 1 }, { -7, 1e-4 } } do
         torch.manualSeed(1)
         local expected = torch.DoubleTensor(n):normal(unpack(parameters)):float()
         eachLevel(function()
            torch.manualSeed(1)
            local x = torch.FloatTensor(n):normal(unpack(parameters))
            assert.is_true(x:equal(expected))
         end)
      end
   end)

   it('count a number equal to the probability as a success', function()
      eachLevel(function()
         torch.manualSeed(1)
         local p = torch.uniform()
         for probability, expected in pairs { [p] = 1, [p - 2 ^ -32] = 0 } do
            torch.manualSeed(1)
            assert.are.equal(expected, torch.FloatTensor(1):bernoulli(probability)[1])
            torch.manualSeed(1)
            assert.are.equal(expected, torch.bernoulli(probability))
            torch.manualSeed(1)
            local list = torch.DoubleTensor(1):fill(probability)
            assert.are.equal(expected, torch.FloatTensor(1):bernoulli(list)[1])
         end
      end)
   end)

   it('take probabilities in any shape and float type', function()
      eachLevel(function()
         for _, kind in ipairs(FLOATS) do
            local p = torch.DoubleTensor(40, 30):uniform()
            p[1][1], p[1][2] = 0, 1
            p = torch[kind .. 'Tensor'](40, 30):copy(p):t()
            local x = torch.IntTensor(1200)
            torch.manualSeed(3)
            x:bernoulli(p)
            torch.manualSeed(3)
            local expected = {}
            for i, probability in ipairs(p:clone():view(1200):totable()) do
               expected[i] = torch.bernoulli(probability)
            end
            assert.are.same(expected, x:totable())
         end
      end)
   end)

   it('permute by exchanges from the front', function()
      eachLevel(function()
         for _, n in ipairs { 1, 2, 512, 513, 514, 3000 } do
            torch.manualSeed(n)
            local expected = {}
            for i = 1, n do expected[i] = i end
            for i = 1, n - 1 do
               local other = i + torch.random() % (n - i + 1)
               expected[i], expected[other] = expected[other], expected[i]
            end
            local after = torch.random()
            torch.manualSeed(n)
            assert.are.same(expected, torch.FloatTensor():randperm(n):totable())
            assert.are.equal(after, torch.random())
         end
      end)
   end)
end)
