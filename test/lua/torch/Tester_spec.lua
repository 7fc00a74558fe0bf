--- torch.Tester and torch.TestSuite: what holds, what is printed, what is refused. The text
-- is that of Torch7's tester.

local torch = require 'torch'
local child = require 'test.support.child'

-- A tester whose assertions give their message where they fail, without a run.
local function bare()
   local tester = torch.Tester()
   function tester:_success() return true end
   function tester:_failure(message) return false, message end
   function tester:_warning(message) self.warned = message end
   return tester
end

-- What running a tester prints, without colours, and what pcall says of the run.
local function run(tester, ...)
   local write, words, parts = io.write, arg, {}
   _G.arg = nil
   rawset(io, 'write', function(...)
      for i = 1, select('#', ...) do parts[#parts + 1] = tostring((select(i, ...))) end
   end)
   local well, result = pcall(tester.run, tester, ...)
   rawset(io, 'write', write)
   _G.arg = words
   return table.concat(parts), well, result
end

local function suite(tester, list)
   local tests = torch.TestSuite()
   for name, f in pairs(list) do tests[name] = f end
   return tester:add(tests)
end

describe('assertions of torch.Tester', function()
   local tester = bare()

   for _, case in ipairs {
      { 'assertlt', 1, 1, 2, 'LT failed: 1 >= 1' }, { 'assertgt', 1, 1, 0, 'GT failed: 1 <= 1' },
      { 'assertle', 1, 0, 1, 'LE failed: 1 > 0' }, { 'assertge', 1, 2, 1, 'GE failed: 1 < 2' },
      { 'asserteq', 1, 2, 1, 'EQ failed: 1 ~= 2' }, { 'assertne', 1, 1, 2, 'NE failed: 1 == 1' },
   } do
      local method, a, wrong, right, text = unpack(case)
      it(method .. ' says why it fails', function()
         assert.is_true(tester[method](tester, a, right))
         assert.are.same({ false, text }, { tester[method](tester, a, wrong) })
         assert.are.same({ false, 'why\n' .. text },
            { tester[method](tester, a, wrong, 'why') })
      end)
   end

   it('assert says why it fails', function()
      assert.is_true(tester:assert(true))
      assert.are.same({ false, 'why\nBOOL violation condition=false' },
         { tester:assert(false, 'why') })
   end)

   it('take tolerance and message in either order', function()
      assert.is_true(tester:assertalmosteq(1, 2, 1, 'why'))
      assert.is_true(tester:assertalmosteq(1, 2, 'why', 1))
      assert.is_true(tester:assertalmosteq(1, 1 + 1e-17))
      assert.are.same({ false, 'why\nALMOST_EQ failed: 1 ~= 3 with tolerance=1' },
         { tester:assertalmosteq(1, 3, 'why', 1) })
      assert.has_error(function() tester:eq(1, 1, 'a', 'b') end,
         'Unexpected string argument; already have message')
      assert.has_error(function() tester:eq(1, 1, -1) end, 'tolerance cannot be negative')
      assert.has_error(function() tester:assert(true, 'a', 'b') end,
         'Unexpected arguments passed to test function')
   end)

   it('compare values of any type in depth', function()
      local one = torch.Tensor { 1 }
      local near = torch.Tensor { 1 + 1e-10 }
      local loop, other = { 1 }, { 1 }
      loop.me, other.me = loop, other
      for _, case in ipairs {
         { true, one, one }, { false, one, 1 }, { true, 'a', 'a' }, { false, '1', 1 },
         { true, { one, 1 }, { one, 1 } }, { true, { { { one } } }, { { { one } } } },
         { false, { { { one } } }, { { one } } }, { false, { 1, 2 }, { 1 } },
         { false, { 1 }, { 1, 2 } }, { false, { false }, { true } },
         { true, { a = 1, b = { 'x' } }, { a = 1, b = { 'x' } } },
         { false, { a = 1 }, { b = 1 } }, { true, loop, other },
         { true, torch.Storage { 1 }, torch.Storage { 1 } },
         { false, torch.FloatStorage { 1 }, torch.LongStorage { 1 } },
         { false, torch.Storage { 1 }, torch.Storage { 1, 2 } },
         { true, torch.Storage(), torch.Storage() },
         { false, { one }, { near } }, { true, { one }, { near }, 1e-9 },
         { false, 0 / 0, 0 / 0 }, { true, 1 / 0, 1 / 0 }, { false, 1 / 0, -1 / 0 },
         { false, torch.ByteTensor { 1 }, torch.ByteTensor { 255 }, 3 },
         { true, torch.ByteTensor { 1 }, torch.ByteTensor { 3 }, 2 },
         { false, torch.Tensor { 0 / 0 }, torch.Tensor { 0 / 0 } },
         { false, torch.FloatTensor(), torch.LongTensor() },
         { true, torch.Tensor(), torch.Tensor() },
         { false, torch.ones(2, 1), torch.ones(2) },
         { true, torch.ones(2, 3):t(), torch.ones(3, 2) },
      } do
         local equal, a, b, tolerance = unpack(case, 1, 4)
         assert.are.equal(equal, (tester:eq(a, b, tolerance)))
         assert.are.equal(not equal, (tester:ne(a, b, tolerance)))
         assert.are.equal(equal, (tester:eq(b, a, tolerance)))
      end
   end)

   it('say where tables differ', function()
      local function said(a, b) return (select(2, tester:eq(a, b))) end
      assert.are.equal('At table location 2.x: EQ failed: 2 ~= 3',
         said({ 1, { x = 2 } }, { 1, { x = 3 } }))
      assert.are.equal('Entry a.b missing in second table (is 1 in first)',
         said({ a = { b = 1 } }, { a = {} }))
      assert.are.equal('Entry a missing in first table (is 1 in second)',
         said({}, { a = 1 }))
      assert.are.equal('EQ failed: values have different types (first: userdata, '
         .. 'second: number)', said(torch.Tensor { 1 }, 1))
      assert.are.equal('EQ failed: a (string) ~= b (string)', said('a', 'b'))
      assert.are.equal('why\nTensorEQ(==) violation: max diff=2, tolerance=0',
         (select(2, tester:eq(torch.ones(2), torch.ones(2):mul(3), 'why'))))
      assert.are.equal('TensorNE(==) violation: max diff=0, tolerance=0',
         (select(2, tester:ne(torch.ones(2), torch.ones(2)))))
      assert.are.equal('The tables are equal', (select(2, tester:ne({}, {}))))
   end)

   it('take tensors of other shapes for equal only where Torch7 does', function()
      local row, wide = torch.ones(2), torch.ones(1, 2)
      assert.is_true((tester:assertTensorEq(row, wide)))
      assert.matches('same content but different dimensions', tester.warned)
      assert.is_false((tester:eq(row, wide)))
      assert.is_false((tester:assertTensorEq(torch.Tensor(), row)))
      tester._assertTensorEqIgnoresDims = false
      assert.is_false((tester:assertTensorEq(row, wide)))
      assert.is_true((tester:assertTensorNe(row, wide)))
      tester._assertTensorEqIgnoresDims = true
      assert.has_error(function() tester:assertTensorEq(row, 2) end,
         'Second argument should be a Tensor')
      assert.has_error(function() tester:assertTableEq({}, 2) end,
         'Second argument should be a Table')
   end)

   it('look at the errors of functions', function()
      local function bad() error('muahaha!', 0) end
      local function good() end
      assert.is_true((tester:assertError(bad)))
      assert.is_false((tester:assertError(good)))
      assert.is_true((tester:assertNoError(good)))
      assert.are.same({ false, 'ERROR violation: err=muahaha!' },
         { tester:assertNoError(bad) })
      assert.is_true((tester:assertErrorPattern(bad, 'haha')))
      assert.is_false((tester:assertErrorPattern(bad, 'hehe')))
      assert.is_true((tester:assertErrorMsg(bad, 'muahaha!')))
      assert.is_false((tester:assertErrorMsg(bad, 'muahaha')))
      assert.is_true((tester:assertErrorObj(bad, function(e) return #e == 8 end)))
   end)

   it('warn of objects where plain values belong', function()
      tester:assert({})
      assert.matches('should only be used for boolean', tester.warned)
      tester:assertne({}, {})
      assert.matches('assertne should only be used to compare basic', tester.warned)
   end)
end)

describe('a run of torch.Tester', function()
   it('prints a line for each test, figures, and what failed', function()
      local tester = torch.Tester()
      suite(tester, {
         a = function() tester:asserteq(1, 1) end,
         b = function() tester:asserteq(1, 2, 'not one') end,
         c = function() error('oh', 0) end,
         d = function() error 'never' end,
      })
      local text, well, message = run(tester:disable 'd')
      local lines, pattern = {}, '[^\r\n]+'
      for line in text:gmatch(pattern) do lines[#lines + 1] = line end
      assert.are.equal('Running 4 tests', lines[1])
      assert.are.equal('1/4 a ' .. ('.'):rep(67) .. ' [WAIT]', lines[2])
      assert.are.equal('1/4 a ' .. ('.'):rep(67) .. ' [PASS]', lines[3])
      assert.matches('^2/4 b .* %[FAIL%]$', lines[5])
      assert.matches('^3/4 c .* %[ERROR%]$', lines[7])
      assert.matches('^4/4 d .* %[SKIP%]$', lines[9])
      assert.are.equal('Completed 2 asserts in 4 tests with 1 failure and 1 error and '
         .. '1 disabled', lines[10])
      assert.are.equal(('-'):rep(80), lines[11])
      assert.are.same({ 'b', 'not one', 'EQ failed: 1 ~= 2' }, { unpack(lines, 12, 14) })
      assert.matches("assertions.lua:%d+: in function 'asserteq'$", lines[15])
      assert.matches('Tester_spec.lua:%d+: in function', lines[16])
      assert.are.same({ ('-'):rep(80), 'c', ' Function call failed', 'oh' },
         { unpack(lines, 17, 20) })
      assert.is_false(well)
      assert.matches('An error was found while running tests!$', message)
   end)

   it('ends well where nothing fails, and counts', function()
      local tester = torch.Tester()
      suite(tester, { one = function() for _ = 1, 4 do tester:eq({ 1 }, { 1 }) end end })
      local text, well, status = run(tester)
      assert.is_true(well)
      assert.are.equal(0, status)
      assert.are.equal(4, tester.countasserts)
      assert.matches('Completed 4 asserts in 1 test with 0 failures and 0 errors\n$', text)
   end)

   it('is coloured in a program with a command line', function()
      local text = child [[
         arg = { [0] = 'x' }
         local tester = require 'torch'.Tester()
         tester:add(function() tester:assert(true) end, 'a')
         tester:run()
      ]]
      assert.is_truthy(text:find('[\27[0;32mPASS\27[0m]', 1, true))
      assert.is_truthy(text:find('\27[0;36m1/1 \27[0ma ', 1, true))
   end)

   it('takes tests by pattern, in the order of their names', function()
      local tester, ran = torch.Tester(), {}
      suite(tester, { ab = function() table.insert(ran, 'ab') end,
         aa = function() table.insert(ran, 'aa') end,
         b = function() table.insert(ran, 'b') end })
      run(tester, '^a')
      assert.are.same({ 'aa', 'ab' }, ran)
      assert.has_error(function() tester:run 'z' end, "Couldn't find test 'z'")
   end)

   it('runs _setUp and _tearDown around each test', function()
      local tester, ran = torch.Tester(), {}
      local function note(word) return function(name) ran[#ran + 1] = word .. tostring(name) end end
      suite(tester, { _setUp = note 'up ', _tearDown = note 'down ', t = note 'test ' })
      run(tester)
      assert.are.same({ 'up t', 'test nil', 'down t' }, ran)
      assert.has_error(function() tester:add(print, '_setUp') end,
         'Only one set-up function allowed')
   end)

   it('stops at the first failure, or rethrows, when told to', function()
      for _, early in ipairs { true, false } do
         local tester, count = torch.Tester(), 0
         local function test() count = count + 1; tester:assert(false) end
         suite(tester, { a = test, b = test })
         tester:setEarlyAbort(early)
         local text = run(tester)
         assert.are.equal(early and 1 or 2, count)
         assert.are.equal(early, text:find('Aborting on first error', 1, true) ~= nil)
      end
      local tester = torch.Tester()
      tester:setRethrowErrors(true)
      tester:add(function() error 'a throw' end)
      local _, well, message = run(tester)
      assert.is_false(well)
      assert.matches('a throw$', message)
   end)

   it('warns of plain tables, and keeps warnings out of a summary', function()
      local tester = torch.Tester()
      tester:add { one = function() tester:assert(1) end }
      local text = run(tester)
      assert.matches('use TestSuite rather than plain lua table', text)
      assert.matches('%[%+warning%]', text)
      assert.matches('and 2 warnings\n', text)
      tester:setSummaryOnly(true)
      assert.is_nil(run(tester):find('---', 1, true))
   end)
end)

describe('torch.Tester and torch.TestSuite', function()
   it('refuse what is no test, at the line of the mistake', function()
      local tester, tests = torch.Tester(), torch.TestSuite()
      function tests.one() end
      local function refused(f, text)
         local well, message = pcall(f)
         assert.is_false(well)
         assert.matches('Tester_spec.lua:%d+: ' .. text .. '$', message)
      end
      refused(function() tests.one = print end, 'Test one is already defined%.')
      refused(function() tests.two = {} end, 'Nested tables of tests are not supported')
      refused(function() tests.two = 1 end,
         'Only functions are supported as members of a TestSuite')
      refused(function() tester:add { { print } } end,
         'Nested sets of tests are not supported')
      refused(function() tester:add(1) end, 'Only tables of functions and functions supported')
      tester:add(tests)
      refused(function() tester:add(print, 'one') end, 'Test with name one already exists!')
      refused(function() tester:disable 'two' end, "Unrecognized test 'two'")
   end)

   it('are a class that others derive from', function()
      local package_ = {}
      local Mine, parent = torch.class('mine.Tester', 'torch.Tester', package_)
      function Mine:__init() parent.__init(self) end
      assert.are.equal('mine.Tester', torch.typename(package_.Tester()))
      assert.are.equal('torch.Tester', torch.typename(torch.Tester.new()))
      assert.is_nil(torch.typename(torch.TestSuite()))
   end)
end)
