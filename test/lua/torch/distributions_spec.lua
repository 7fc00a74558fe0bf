--- Random numbers against the distributions that they are to have.

local torch = require 'torch'

local FLOATS = { 'Half', 'BFloat16', 'Float', 'Double' }

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

-- The limits hold with a probability of 0.999. Seeds are fixed: a failure is no chance.
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
