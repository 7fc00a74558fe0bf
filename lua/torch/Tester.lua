--- Tester.lua - torch.Tester: runs tests and reports what they found.
--
--    local tester, tests = torch.Tester(), torch.TestSuite()
--    function tests.sum()
--       tester:eq(torch.ones(3):sum(), 3)
--       tester:assertlt(1, 2, 'one is less than two')
--    end
--    print(tester:add(tests):run()) --> 0

local class = require 'torch.class'
local own = require 'cbind.own'
local assertions = require 'torch.testing.assertions'
local report = require 'torch.testing.report'

local Tester = class.class 'torch.Tester'

function Tester:__init()
   self.errors, self.tests, self.warnings, self.disabledTests = {}, {}, {}, {}
   self._warningCount = {}
   self._currentTestName = ''
   -- assertTensorEq takes {{1}} for {1}, with a warning; eq does not.
   self._assertTensorEqIgnoresDims = true
end

for name, f in pairs(assertions) do Tester[name] = f end
Tester._report = report

--- Stop at the first test that fails.
--
--    torch.Tester():setEarlyAbort(true)
function Tester:setEarlyAbort(early) self.earlyAbort = early end

--- Let errors and failed assertions end the run, with their own message.
--
--    local tester = torch.Tester()
--    tester:setRethrowErrors(true)
--    tester:add(function() error 'mine' end, 'failing')
--    print((select(2, pcall(tester.run, tester)):match 'mine')) --> mine
function Tester:setRethrowErrors(rethrow) self.rethrow = rethrow end

--- Report figures alone, without what the failed assertions said.
--
--    torch.Tester():setSummaryOnly(true)
function Tester:setSummaryOnly(summaryOnly) self.summaryOnly = summaryOnly end

local function addOne(self, test, name)
   if type(test) ~= 'function' then
      own.raise 'Only tables of functions and functions supported'
   elseif name == '_setUp' or name == '_tearDown' then
      if self[name] then
         own.raise(('Only one %s function allowed'):format(name == '_setUp' and 'set-up'
            or 'tear-down'))
      end
      self[name] = test
   elseif self.tests[name] ~= nil then
      own.raise(('Test with name %s already exists!'):format(tostring(name)))
   else
      self.tests[name] = test
   end
end

--- Add a test: a function with a name, or a torch.TestSuite of them. Functions called
-- _setUp and _tearDown run before and after each test, with its name. Gives the tester.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assert(true) end, 'truth')
--    print(tester:run 'truth') --> 0
function Tester:add(test, name)
   if type(test) ~= 'table' then
      addOne(self, test, name == nil and 'unknown' or name)
      return self
   end
   if name ~= nil then
      own.raise 'Name parameter is forbidden for a table of tests, since its use is ambiguous'
   end
   if not test.__isTestSuite then
      self:_warning 'Should use TestSuite rather than plain lua table'
   end
   for key, f in pairs(test.__isTestSuite and test.__tests or test) do
      if type(f) == 'table' then own.raise 'Nested sets of tests are not supported' end
      addOne(self, f, key)
   end
   return self
end

--- Leave out the test of a name, or of each name in a list. Gives the tester.
--
--    local tester = torch.Tester()
--    tester:add(function() error 'never' end, 'broken')
--    print(tester:disable('broken'):run()) --> 0
function Tester:disable(names)
   if type(names) == 'string' then names = { names } end
   if type(names) ~= 'table' then own.raise 'Expecting name or list for disable' end
   for _, name in ipairs(names) do
      if not self.tests[name] then
         own.raise(("Unrecognized test '%s'"):format(tostring(name)))
      end
      self.disabledTests[name] = true
   end
   return self
end

--- The tests whose names fit a pattern, or one of a list; all of them if there is none.
function Tester:_getTests(patterns)
   if patterns == nil then return self.tests end
   if type(patterns) == 'string' then patterns = { patterns } end
   if type(patterns) ~= 'table' then
      own.raise 'Only accept a name or table of test names (or nil for all tests)'
   end
   local tests = {}
   for _, pattern in ipairs(patterns) do
      local found = false
      for name, test in pairs(self.tests) do
         if tostring(name):match(pattern) then
            tests[name], found = test, true
         end
      end
      if not found then own.raise(("Couldn't find test '%s'"):format(pattern)) end
   end
   return tests
end

--- Call a test: whether it ended without an error, what it returned or the error, and
-- whether no assertion failed.
function Tester:_pcall(test)
   local before = #self.errors
   local done, result = xpcall(test, debug.traceback)
   if not done then
      table.insert(self.errors, ('%s\n Function call failed\n%s\n')
         :format(self._currentTestName, tostring(result)))
   end
   return done, result, done and before == #self.errors
end

-- Runs one test; gives 'SKIP', 'ERROR', 'FAIL' or 'PASS'.
local function outcome(self, name, test)
   if self.disabledTests[name] then return 'SKIP' end
   if self._setUp then self._setUp(name) end
   local done, passed
   if self.rethrow then
      local before = #self.errors
      test()
      done, passed = true, before == #self.errors
   else
      local _
      done, _, passed = self:_pcall(test)
   end
   if self._tearDown then self._tearDown(name) end
   return not done and 'ERROR' or not passed and 'FAIL' or 'PASS'
end

--- Run the tests of a table, in the order of their names, and show how each ends.
function Tester:_run(tests)
   local names = report.names(tests)
   io.write('Running ', report.plural(#names, 'test'), '\n')
   for i, name in ipairs(names) do
      self._currentTestName = name
      local line = report.line(i, #names, name)
      io.write(line, report.word 'WAIT')
      io.flush()
      local how = outcome(self, name, tests[name])
      if how == 'ERROR' then self.testError[name] = 1 end
      io.write('\r', line, report.word(how))
      if how == 'PASS' and self._warningCount[name] > 0 then
         io.write('\n', report.warning())
      end
      io.write '\n'
      io.flush()
      if self.earlyAbort and i < #names and (how == 'ERROR' or how == 'FAIL') then
         io.write 'Aborting on first error, not all tests have been executed\n'
         break
      end
      collectgarbage()
   end
end

--- Run the tests: all, or those whose names fit a pattern or one of a list. Prints how each
-- ends and what failed; raises an error if anything did, else gives 0.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:eq({ 1, 2 }, { 1, 2 }) end, 'tables')
--    print(tester:run()) --> 0
function Tester:run(names)
   local tests = self:_getTests(names)
   self.assertionPass, self.assertionFail, self.testError = {}, {}, {}
   self.haveWarning = {}
   for name in pairs(tests) do
      self.assertionPass[name], self.assertionFail[name], self.testError[name] = 0, 0, 0
      self._warningCount[name] = 0
   end
   self:_run(tests)
   self:_report(tests)
   for name in pairs(tests) do
      if self.assertionFail[name] > 0 or self.testError[name] > 0 then
         own.raise 'An error was found while running tests!'
      end
   end
   return 0
end

return Tester
