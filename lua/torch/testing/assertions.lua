--- assertions.lua - what the tests of a torch.Tester can claim. Every assertion counts as
-- passed or failed, says why it failed, and gives whether it holds. A message may follow the
-- values, and where values are compared within a tolerance also that, in either order.

local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local equality = require 'torch.testing.equality'

local Tester = {}

-- The message that follows the values, as a line.
local function messageOf(message, ...)
   if select('#', ...) > 0 and next { ... } ~= nil then
      own.raise 'Unexpected arguments passed to test function'
   end
   if message == nil or message == '' then return '' end
   if type(message) ~= 'string' then own.raise 'message parameter must be a string' end
   return message .. '\n'
end

-- The tolerance and the message that follow the values.
local function toleranceAndMessage(default, ...)
   local tolerance, message
   for i = 1, select('#', ...) do
      local value = select(i, ...)
      if type(value) == 'string' then
         if message then own.raise 'Unexpected string argument; already have message' end
         message = value .. '\n'
      elseif type(value) == 'number' then
         if tolerance then
            own.raise 'Unexpected number argument; already have tolerance'
         end
         if value < 0 or value ~= value then own.raise 'tolerance cannot be negative' end
         tolerance = value
      elseif value ~= nil then
         own.raise 'Unrecognized argument; should be a tolerance or message'
      end
   end
   return tolerance or default, message or ''
end

--- Count an assertion of the current test as passed.
function Tester:_success()
   local name = self._currentTestName
   self.assertionPass[name] = (self.assertionPass[name] or 0) + 1
   return true
end

--- A message with the name of the current test before it, and behind it the two lines of the
-- stack that are nearest to the test.
function Tester:_addDebugInfo(message)
   local stack = debug.traceback('', 2):match '.-\n([^\n]+\n[^\n]+)\n[^\n]+xpcall' or ''
   local name = tostring(self._currentTestName)
   return (name ~= '' and name .. '\n' or '') .. message .. '\n' .. stack
end

--- Count an assertion of the current test as failed.
function Tester:_failure(message)
   if self.rethrow then own.raise(message) end
   local name = self._currentTestName
   self.assertionFail[name] = (self.assertionFail[name] or 0) + 1
   table.insert(self.errors, self:_addDebugInfo(message))
   return false
end

--- Keep a warning for the report.
function Tester:_warning(message)
   local name = self._currentTestName
   self._warningCount[name] = (self._warningCount[name] or 0) + 1
   table.insert(self.warnings, self:_addDebugInfo(message))
end

--- Count an assertion by whether its condition holds.
function Tester:_assert_sub(holds, message)
   if holds then return self:_success() end
   return self:_failure(message)
end

--- Claim that a condition is true.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assert(1 < 2, 'one is less than two') end, 'order')
--    print(tester:run()) --> 0
function Tester:assert(condition, ...)
   local message = messageOf(...)
   if type(condition) ~= 'boolean' then
      self:_warning(' :assert should only be used for boolean conditions. '
         .. 'To check for non-nil variables, do this explicitly: Tester:assert(var ~= nil).')
   end
   return self:_assert_sub(condition, ('%sBOOL violation condition=%s'):format(message,
      tostring(condition)))
end

-- Comparisons: how they are called, what holds where they fail, and the test.
local comparisons = {
   lt = { 'LT', '>=', function(a, b) return a < b end },
   gt = { 'GT', '<=', function(a, b) return a > b end },
   le = { 'LE', '>', function(a, b) return a <= b end },
   ge = { 'GE', '<', function(a, b) return a >= b end },
   eq = { 'EQ', '~=', function(a, b) return a == b end },
   ne = { 'NE', '==', function(a, b) return a ~= b end },
}

local function isObject(value) return type(value) == 'userdata' or type(value) == 'cdata' end

--- Tester.assertlt, Tester.assertgt, Tester.assertle, Tester.assertge, Tester.asserteq,
-- Tester.assertne: claim that a < b and so on.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertlt(1, 2, 'one is less') end, 'order')
--    print(tester:run()) --> 0
for name, comparison in pairs(comparisons) do
   local word, fails, test = unpack(comparison)
   Tester['assert' .. name] = function(self, a, b, ...)
      local message = messageOf(...)
      if name == 'ne' and (type(a) == 'table' and type(b) == 'table' or isObject(a)) then
         self:_warning(' :assertne should only be used to compare basic lua objects '
            .. '(numbers, booleans, etc). Consider using either :assertGeneralNe or '
            .. ':assert(a ~= b).')
      end
      return self:_assert_sub(test(a, b), ('%s%s failed: %s %s %s'):format(message, word,
         tostring(a), fails, tostring(b)))
   end
end

--- Claim that two numbers differ by at most a tolerance, 1e-16 without.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertalmosteq(0.1 + 0.2, 0.3, 1e-9) end, 'near')
--    print(tester:run()) --> 0
function Tester:assertalmosteq(a, b, ...)
   local tolerance, message = toleranceAndMessage(1e-16, ...)
   return self:_assert_sub(math.abs(a - b) <= tolerance,
      ('%sALMOST_EQ failed: %s ~= %s with tolerance=%s'):format(message, tostring(a),
         tostring(b), tostring(tolerance)))
end

--- Tester.eq, Tester.ne, Tester.assertGeneralEq, Tester.assertGeneralNe: claim that two values
-- of any type are equal, or differ: tables in depth, numbers, tensors and storages within a
-- tolerance, which is 0 without.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:eq({ torch.ones(2) }, { torch.ones(2) }) end, 'same')
--    print(tester:run()) --> 0
function Tester:_eqOrNeq(got, expected, negate, ...)
   local tolerance, message = toleranceAndMessage(0, ...)
   local holds, text = equality.values(got, expected, tolerance, negate)
   return self:_assert_sub(holds, message .. (text or ''))
end

function Tester:assertGeneralEq(got, expected, ...)
   return self:_eqOrNeq(got, expected, false, ...)
end

function Tester:assertGeneralNe(got, unexpected, ...)
   return self:_eqOrNeq(got, unexpected, true, ...)
end

function Tester:eq(...) return self:assertGeneralEq(...) end
function Tester:ne(...) return self:assertGeneralNe(...) end

--- Tester.assertTensorEq, Tester.assertTensorNe: claim that two tensors are equal, or differ.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertTensorEq(torch.ones(2), torch.ones(2), 1e-6) end)
--    print(tester:run()) --> 0
function Tester:_assertTensorEqOrNeq(a, b, negate, ...)
   if not tensor.isTensor(a) then own.raise 'First argument should be a Tensor' end
   if not tensor.isTensor(b) then own.raise 'Second argument should be a Tensor' end
   local tolerance, message = toleranceAndMessage(0, ...)
   local anyShape = self._assertTensorEqIgnoresDims
   local holds, text = equality.tensors(a, b, tolerance, negate, anyShape)
   if anyShape and holds and not negate and not a:isSameSizeAs(b) then
      self:_warning('Tensors have the same content but different dimensions. '
         .. 'For backwards compatibility, they are considered equal, but this may change '
         .. 'in the future. Consider using :eq to check for equality instead.')
   end
   return self:_assert_sub(holds, message .. (text or ''))
end

function Tester:assertTensorEq(a, b, ...)
   return self:_assertTensorEqOrNeq(a, b, false, ...)
end

function Tester:assertTensorNe(a, b, ...)
   return self:_assertTensorEqOrNeq(a, b, true, ...)
end

--- Tester.assertTableEq, Tester.assertTableNe: claim that two tables hold the same, or do not.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertTableEq({ 1, { 2 } }, { 1, { 2 } }) end)
--    print(tester:run()) --> 0
function Tester:_assertTableEqOrNeq(a, b, negate, ...)
   if type(a) ~= 'table' then own.raise 'First argument should be a Table' end
   if type(b) ~= 'table' then own.raise 'Second argument should be a Table' end
   return self:_eqOrNeq(a, b, negate, ...)
end

function Tester:assertTableEq(a, b, ...)
   return self:_assertTableEqOrNeq(a, b, false, ...)
end

function Tester:assertTableNe(a, b, ...)
   return self:_assertTableEqOrNeq(a, b, true, ...)
end

--- Claim that a function raises an error for which a second function gives true.
--
--    local tester = torch.Tester()
--    local function isTable(problem) return type(problem) == 'table' end
--    tester:add(function() tester:assertErrorObj(function() error {} end, isTable) end)
--    print(tester:run()) --> 0
function Tester:assertErrorObj(f, isExpected, ...)
   local message = messageOf(...)
   local done, problem = pcall(f)
   return self:_assert_sub(not done and isExpected(problem),
      ('%sERROR violation: err=%s'):format(message, tostring(problem)))
end

--- Claim that a function raises an error.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertError(error) end, 'fails')
--    print(tester:run()) --> 0
function Tester:assertError(f, ...)
   return self:assertErrorObj(f, function() return true end, ...)
end

--- Claim that it raises exactly this message.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertErrorMsg(function() error('no', 0) end, 'no') end)
--    print(tester:run()) --> 0
function Tester:assertErrorMsg(f, expected, ...)
   return self:assertErrorObj(f, function(problem) return problem == expected end, ...)
end

--- Claim that it raises a message that fits a pattern.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertErrorPattern(function() error 'no' end, ': no$') end)
--    print(tester:run()) --> 0
function Tester:assertErrorPattern(f, pattern, ...)
   return self:assertErrorObj(f, function(problem)
      return tostring(problem):find(pattern) ~= nil
   end, ...)
end

--- Claim that a function raises no error.
--
--    local tester = torch.Tester()
--    tester:add(function() tester:assertNoError(function() end) end, 'works')
--    print(tester:run()) --> 0
function Tester:assertNoError(f, ...)
   local message = messageOf(...)
   local done, problem = pcall(f)
   return self:_assert_sub(done, ('%sERROR violation: err=%s'):format(message,
      tostring(problem)))
end

return Tester
