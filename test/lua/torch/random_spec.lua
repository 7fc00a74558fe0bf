--- Random numbers: the recorded streams of Torch7, generators, states and errors.

local torch = require 'torch'

local function message(f, ...)
   local ok, text = pcall(f, ...)
   return not ok and text:gsub('^.-:%d+: ', '') or nil
end

-- The values of a recorded call: 'seed 1; 50 x torch.random(10)'. What stands before '>>'
-- is evaluated only.
local function evaluate(call)
   local values, writing = {}, not call:find('>>', 1, true)
   local names = setmetatable({}, { __index = _G }) -- calls may set some
   local function write(value)
      if not writing then return end
      if torch.isTensor(value) then
         value = value:clone()
         for _, number in ipairs(value:view(value:nElement()):totable()) do
            values[#values + 1] = number
         end
      elseif value ~= nil then
         values[#values + 1] = value
      end
   end
   for part in (call .. '; '):gmatch '(.-); ' do
      local seed = part:match '^seed (%d+)$'
      local times, expression = part:match '^(%d+) x (.*)$'
      if seed then
         torch.manualSeed(tonumber(seed))
      elseif part == '>>' then
         writing = true
      elseif part == '(draws)' then
         torch.randn(700)
      elseif times then
         local f = assert(loadstring('return ' .. expression))
         setfenv(f, names)
         for _ = 1, tonumber(times) do
            for _, value in ipairs { f() } do write(value) end
         end
      elseif part:match '^%w+=' then
         setfenv(assert(loadstring(part)), names)()
      else
         write(setfenv(assert(loadstring('return ' .. part)), names)())
      end
   end
   return values
end

describe('the random numbers of Torch7', function()
   for line in io.lines 'test/golden/random/random.txt' do
      local call, text = line:match '^([^#].-)\t(.*)$'
      if call then
         it('are those of ' .. call, function()
            local expected = {}
            for word in text:gmatch '%S+' do expected[#expected + 1] = tonumber(word) end
            assert.are.same(expected, evaluate(call))
         end)
      end
   end
end)

describe('torch.Generator', function()
   it('is a stream of its own', function()
      local generator = torch.Generator()
      torch.manualSeed(generator, 7)
      torch.manualSeed(3)
      local first = torch.uniform()
      torch.manualSeed(3)
      torch.randn(generator, 100)
      assert.are.equal(first, torch.uniform())
      assert.are.equal(7, torch.initialSeed(generator))
      assert.are.equal('torch.Generator', torch.typename(generator))
      assert.are.equal('torch.Generator', tostring(generator))
   end)

   it('comes before the other arguments of every function', function()
      local x, p = torch.FloatTensor(4), torch.Tensor { 1, 2, 3 }
      local long = torch.LongTensor(4)
      local tables = torch.multinomialAliasSetup(torch.Tensor { 0.5, 0.25, 0.25 })
      local calls = {
         function(...) return torch.uniform(...) end,
         function(...) return torch.bernoulli(...) end,
         function(...) return x:normal(...):clone() end,
         function(...) return x:random(...):clone() end,
         function(...) return torch.rand(..., 3) end,
         function(...) return torch.randperm(..., 5) end,
         function(...) return torch.multinomial(..., p, 2) end,
         function(...)
            return torch.multinomialAlias_(long, ..., tables[1], tables[2]):clone()
         end,
      }
      for _, call in ipairs(calls) do
         local generator = torch.Generator()
         torch.manualSeed(generator, 11)
         local first = call(generator)
         torch.manualSeed(generator, 11)
         assert.are.equal(tostring(first), tostring(call(generator)))
      end
   end)

   it('starts from different seeds', function()
      local a, b = torch.Generator(), torch.Generator()
      assert.are_not.equal(torch.initialSeed(a), torch.initialSeed(b))
      assert.are.equal(torch.seed(a), torch.initialSeed(a))
   end)

   it('named torch._gen is that of calls without one', function()
      torch.manualSeed(torch._gen, 5)
      local first = torch.random()
      torch.manualSeed(5)
      assert.are.equal(first, torch.random(torch._gen))
   end)
end)

describe('setRNGState', function()
   it('refuses bytes that are no state, and leaves the generator alone', function()
      torch.manualSeed(1)
      local good, first = torch.getRNGState(), torch.uniform()
      torch.manualSeed(1)
      local hostile = { [9] = 0, [10] = 77, [13] = 2, [17] = 3, [29] = 1, [5041] = 2 }
      for place, value in pairs(hostile) do
         local bad = good:clone()
         bad[place] = value
         assert.are.equal('setRNGState: state is not one that getRNGState gives',
            message(torch.setRNGState, bad))
      end
      local short = 'setRNGState: state is torch.ByteTensor 3, '
         .. 'expected torch.ByteTensor 5048'
      assert.are.equal(short, message(torch.setRNGState, torch.ByteTensor(3)))
      assert.are.equal(first, torch.uniform())
   end)

   it('takes a strided state', function()
      torch.manualSeed(4)
      local state = torch.getRNGState()
      local wide = torch.ByteTensor(5048, 2):zero()
      wide:select(2, 1):copy(state)
      local first = torch.randn(3)
      torch.setRNGState(wide:select(2, 1))
      assert.are.same(first:totable(), torch.randn(3):totable())
   end)
end)

describe('a random function', function()
   it('names the argument that is out of range', function()
      local byte = torch.ByteTensor(3)
      local wrong = {
         ['normal: standard deviation is 0, expected a positive number'] =
            function() torch.normal(0, 0) end,
         ['geometric: p is 1, expected a number between 0 and 1'] =
            function() torch.geometric(1) end,
         ['bernoulli: p is 1.5, expected a number from 0 to 1'] =
            function() byte:bernoulli(1.5) end,
         ['bernoulli: p contains 2, expected numbers from 0 to 1'] =
            function() byte:bernoulli(torch.Tensor { 0, 2, 1 }) end,
         ['exponential: lambda is 0, expected a positive number'] =
            function() torch.exponential(0) end,
         ['random: upper bound is 2, expected at least 5'] =
            function() torch.random(5, 2) end,
         ['random: upper bound is 300, expected a whole number for torch.ByteTensor'] =
            function() byte:random(1, 300) end,
         ['random: 0 to 4294967296, expected a range of at most 2^32 numbers'] =
            function() torch.random(0, 2 ^ 32) end,
         ['random: b is nan, expected a whole number'] =
            function() torch.random(0 / 0) end,
         ['uniform: tensor is torch.ByteTensor 3, expected a float type; '
            .. 'convert it first'] =
            function() byte:uniform() end,
         ['randperm: n is 0, expected 1 to 4294967295'] =
            function() torch.randperm(0) end,
         ['randperm: n is 300, expected a whole number for torch.ByteTensor'] =
            function() byte:randperm(300) end,
         ['geometric: p is 0.99, for numbers up to 2207, too large for '
            .. 'torch.ByteTensor'] =
            function() byte:geometric(0.99) end,
         ['multinomial: p contains -1, expected numbers from 0 on'] =
            function() torch.multinomial(torch.Tensor { -1, 2 }, 1) end,
         ['multinomial: n is 2, but only 1 weights of a row are positive'] =
            function() torch.multinomial(torch.Tensor { 1, 0, 0 }, 2) end,
         ['multinomial: n is 3, expected at most 2 without replacement'] =
            function() torch.multinomial(torch.Tensor { 1, 2 }, 3) end,
         ['multinomialAliasSetup: p sums to 3, expected 1'] =
            function() torch.multinomialAliasSetup(torch.Tensor { 1, 2 }) end,
         ['uniform: argument 1 is a table, expected x (a tensor) or '
            .. 'generator (a torch.Generator) or a (a number) or b (a number) '
            .. 'or nothing'] =
            function() torch.uniform {} end,
      }
      for expected, call in pairs(wrong) do assert.are.equal(expected, message(call)) end
   end)

   it('changes nothing, the stream included, when it fails', function()
      torch.manualSeed(2)
      local first = torch.random()
      torch.manualSeed(2)
      local x = torch.Tensor { 1, 2 }
      pcall(x.bernoulli, x, torch.Tensor { 0, 2 })
      pcall(torch.multinomial, torch.Tensor { 1, 0 }, 2)
      pcall(x.normal, x, 0, -1)
      assert.are.same({ 1, 2 }, x:totable())
      assert.are.equal(first, torch.random())
   end)

   it('drops the fraction of whole-number arguments, as in Torch7', function()
      torch.manualSeed(1.9)
      assert.are.equal(1, torch.initialSeed())
      local first = torch.random(10.5)
      torch.manualSeed(1)
      assert.are.equal(first, torch.random(10))
      assert.are.equal(3, torch.randperm(3.7):nElement())
   end)

   it('draws only categories with weight, and none twice without replacement', function()
      torch.manualSeed(1)
      for _, p in ipairs { torch.FloatTensor(1000), torch.Tensor(1000) } do
         p:uniform()
         p[{ { 401, 1000 } }] = 0
         local drawn = torch.multinomial(p, 400)
         local seen = {}
         for _, category in ipairs(drawn:totable()) do
            assert.is_true(category <= 400 and not seen[category])
            seen[category] = true
         end
      end
   end)

   it('fills tensors without elements', function()
      local empty = torch.FloatTensor()
      assert.are.equal(0, empty:uniform():nElement())
      assert.are.equal(0, empty:normal():nElement())
      assert.are.equal(0, torch.rand(0):nElement())
   end)
end)
