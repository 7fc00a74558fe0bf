--- test.lua - torch.test: whether this installation computes as it should.

local torch = require 'torch'

local tests = torch.TestSuite()
local tester

local function eachType(f)
   for _, name in ipairs { 'Byte', 'Char', 'Short', 'Int', 'Long', 'Float', 'Double' } do
      f(torch[name .. 'Tensor'], name)
   end
end

function tests.arithmetic()
   eachType(function(make, name)
      local x, y = make { { 1, 2, 3 }, { 4, 5, 6 } }, make { { 6, 5, 4 }, { 3, 2, 1 } }
      tester:eq((x + y):totable(), { { 7, 7, 7 }, { 7, 7, 7 } }, name)
      tester:eq(torch.cmul(x, y):totable(), { { 6, 10, 12 }, { 12, 10, 6 } }, name)
      tester:eq(x:t():contiguous():view(-1):totable(), { 1, 4, 2, 5, 3, 6 }, name)
   end)
end

function tests.reductions()
   eachType(function(make, name)
      local x = make { { 1, 5, 3 }, { 4, 2, 6 } }
      tester:eq({ x:sum(), x:max(), x:min() }, { 21, 6, 1 }, name)
      local _, places = x:max(2)
      tester:eq(places:view(-1):totable(), { 2, 3 }, name)
   end)
end

function tests.products()
   torch.manualSeed(1)
   for _, make in ipairs { torch.FloatTensor, torch.DoubleTensor } do
      local a, b = make(37, 41):uniform(), make(41, 29):uniform()
      local c = torch.mm(a, b)
      for _, place in ipairs { { 1, 1 }, { 37, 29 }, { 20, 11 } } do
         local sum = torch.dot(a[place[1]], b:select(2, place[2]))
         tester:assertalmosteq(c[place[1]][place[2]], sum, 1e-4)
      end
   end
end

function tests.random()
   torch.manualSeed(123)
   tester:eq(torch.random(), 2991312382, 'the stream of Torch7')
   torch.manualSeed(123)
   tester:assertalmosteq(torch.uniform(), 0.69646918727085, 1e-14)
end

function tests.files()
   local object = { 1, 'two', torch.range(1, 5), { nested = true } }
   for _, mode in ipairs { 'binary', 'ascii' } do
      tester:eq(torch.deserialize(torch.serialize(object, mode), mode), object, mode)
   end
end

function tests.threads()
   local kept, sums = torch.getnumthreads(), {}
   torch.manualSeed(1)
   local x = torch.FloatTensor(1000003):normal()
   for count = 1, 4 do
      torch.setnumthreads(count)
      sums[count] = x:sum()
   end
   torch.setnumthreads(kept)
   tester:eq(sums, { sums[1], sums[1], sums[1], sums[1] }, 'equal for any number of threads')
end

function tests.errors()
   tester:assertErrorPattern(function() torch.ones(2):add 'x' end, 'add: argument 1 is')
   tester:assertErrorPattern(function() torch.Tensor(-1) end, 'expected 0 or more')
end

--- Check the installation: all of it, or the tests whose names fit a pattern, or one of a
-- list. Prints what torch.Tester prints; an error if anything is wrong, else 0.
--
--    print(torch.test 'random') --> 0
return function(names)
   tester = torch.Tester()
   return tester:add(tests):run(names)
end
