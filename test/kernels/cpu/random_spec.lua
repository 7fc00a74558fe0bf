--- Random fills at every CPU level: against numbers drawn one by one, against a Mersenne
-- Twister in plain Lua, and against the distributions that they are to have.

local bit = require 'bit'
local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'

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

-- A tensor of n elements or more, in one of four layouts.
local function laidOut(kind, n, layout)
   local make = torch[kind .. 'Tensor']
   if layout == 1 then return make(n) end
   if layout == 2 then return make(n, 3):select(2, 2) end
   if layout == 3 then return make(5, math.ceil(n / 5)):t() end
   return make(3, math.ceil(n / 3) + 2):narrow(2, 2, math.ceil(n / 3))
end

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

describe('dropout', function()
   it('is bernoulli, div and cmul', function()
      eachLevel(function()
         for _, kind in ipairs(FLOATS) do
            for layout = 1, 4 do
               for scaled = 0, 1 do
                  local x = laidOut(kind, 1000 + layout, layout)
                  x:copy(torch.DoubleTensor(x:nElement()):normal())
                  torch.manualSeed(9)
                  local noise = x:clone():bernoulli(1 - 0.3)
                  if scaled == 1 then noise:div(1 - 0.3) end
                  local expected, after = torch.cmul(x, noise), torch.random()
                  local output, drawnNoise = x.new(), x.new()
                  torch.manualSeed(9)
                  cr.dropout(output, drawnNoise, x, nil, 0.3, scaled)
                  assert.is_true(output:equal(expected) and drawnNoise:equal(noise))
                  assert.are.equal(after, torch.random())
                  torch.manualSeed(9)
                  cr.dropout(x, drawnNoise, x, nil, 0.3, scaled)
                  assert.is_true(x:equal(expected))
               end
            end
         end
      end)
   end)

   it('refuses p = 1, other types and noise on the memory of the input', function()
      local x, y = torch.FloatTensor { 1, 2 }, torch.FloatTensor()
      assert.has_error(function() cr.dropout(y, x.new(), x, nil, 1, 1) end,
         'dropout: p is 1, expected a number from 0 to 1, without 1')
      assert.has_error(function() cr.dropout(y, x, x, nil, 0.5, 1) end,
         'dropout: noise shares the storage of input or output')
      assert.has_error(function() cr.dropout(y, torch.Tensor(), x, nil, 0.5, 1) end,
         'dropout: noise is torch.DoubleTensor empty but input is torch.FloatTensor 2')
   end)
end)

-- The chi-square statistic of counts[i] observations where n * p[i] are expected.
local function chiSquare(counts, p, n)
   local sum = 0
   for i, probability in ipairs(p) do
      local expected = n * probability
      sum = sum + (counts[i] - expected) ^ 2 / expected
   end
   return sum
end

-- How many numbers of x lie below edges[1], between edges[1] and edges[2], ...
local function histogram(x, edges)
   local counts = {}
   for i = 1, #edges + 1 do counts[i] = 0 end
   for _, number in ipairs(x:totable()) do
      local i = 1
      while edges[i] and number >= edges[i] do i = i + 1 end
      counts[i] = counts[i] + 1
   end
   return counts
end

-- The limits hold with a probability of 0.999; seeds are fixed,
         so a failure is no chance.
describe('random numbers', function()
   local N = 100000
   local tenths, even = {}, {}
   for i = 1, 10 do tenths[i], even[i] = i < 10 and i / 10 or nil, 0.1 end

   it('are uniform', function()
      torch.manualSeed(1)
      local counts = histogram(torch.FloatTensor(N):uniform(), tenths)
      assert.is_true(chiSquare(counts, even, N) < 27.9)
      counts = histogram(torch.ByteTensor(N):random(10), { 2, 3, 4, 5, 6, 7, 8, 9, 10 })
      assert.is_true(chiSquare(counts, even, N) < 27.9)
   end)

   it('are normal', function()
      local p = { 0.0227501319, 0.1359051220, 0.3413447461, 0.3413447461, 0.1359051220,
         0.0227501319 }
      for seed, kind in ipairs(FLOATS) do
         torch.manualSeed(seed)
         local x = torch[kind .. 'Tensor'](N):normal(0, 1):double()
         x:mul(1.0001):add(1e-5) -- moves rounded halves off the edges
         assert.is_true(chiSquare(histogram(x, { -2, -1, 0, 1, 2 }), p, N) < 60)
         x = torch[kind .. 'Tensor'](N):normal(0, 1):double()
         assert.is_true(math.abs(x:mean()) < 3.3 / math.sqrt(N))
      end
   end)

   it('are exponential, Cauchy and geometric', function()
      torch.manualSeed(1)
      local x = torch.exponential(torch.FloatTensor(N), 2)
      local edges = {}
      for i = 1, 9 do edges[i] = -math.log(1 - i / 10) / 2 end
      assert.is_true(chiSquare(histogram(x, edges), even, N) < 27.9)
      for i = 1, 9 do edges[i] = 1 + 3 * math.tan(math.pi * (i / 10 - 0.5)) end
      x = torch.cauchy(torch.FloatTensor(N), 1, 3)
      assert.is_true(chiSquare(histogram(x, edges), even, N) < 27.9)
      x = torch.geometric(torch.IntTensor(N), 0.4)
      local counts = histogram(x, { 2, 3, 4 })
      assert.is_true(chiSquare(counts, { 0.6, 0.24, 0.096, 0.064 }, N) < 16.3)
   end)

   it('come in every order, and by their weights', function()
      torch.manualSeed(1)
      local counts, sixths = { 0, 0, 0, 0, 0, 0 }, {}
      for i = 1, 6 do sixths[i] = 1 / 6 end
      local place = { [123] = 1, [132] = 2, [213] = 3, [231] = 4, [312] = 5, [321] = 6 }
      for _ = 1, 12000 do
         local order = torch.randperm(3)
         local i = place[order[1] * 100 + order[2] * 10 + order[3]]
         counts[i] = counts[i] + 1
      end
      assert.is_true(chiSquare(counts, sixths, 12000) < 20.5)
      local drawn20 = torch.multinomial(torch.FloatTensor { 1, 0, 2, 5 }, N, true)
      counts = histogram(drawn20, { 2, 3, 4 })
      assert.are.equal(0, counts[2])
      table.remove(counts, 2)
      assert.is_true(chiSquare(counts, { 0.125, 0.25, 0.625 }, N) < 13.8)
   end)
end)
