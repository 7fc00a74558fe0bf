--- report.lua - what torch.Tester prints: a line for each test, then figures, and what
-- failed. Coloured in a program that was called with a command line, as in Torch7.

local colors = require 'torch.colors'

local COLUMNS = 80

local colorOf = { WAIT = 'cyan', SKIP = 'yellow', ERROR = 'magenta', FAIL = 'red',
   PASS = 'green', ['+warning'] = 'yellow' }

local function colored(text, color)
   return rawget(_G, 'arg') and colors[color] .. text .. colors.none or text
end

local report = {}

--- '1 test', '2 tests'.
function report.plural(count, what)
   return ('%d %s%s'):format(count, what, count == 1 and '' or 's')
end

--- The names of some tests in order, so that a run can be compared with another.
function report.names(tests)
   local names = {}
   for name in pairs(tests) do names[#names + 1] = name end
   table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
   return names
end

--- ' 3/12 name .......... ', to be followed by a word.
function report.line(i, count, name)
   local digits = #tostring(count)
   local place = ('%' .. digits .. 'd/%d '):format(i, count)
   local dots = COLUMNS - 6 - 2 - (2 * digits + 2) - #tostring(name)
   return colored(place, 'cyan') .. tostring(name) .. ' ' .. ('.'):rep(dots) .. ' '
end

--- '[PASS]'.
function report.word(word) return '[' .. colored(word, colorOf[word]) .. ']' end

--- '[+warning]', below the words of a line.
function report.warning() return (' '):rep(COLUMNS - 10) .. report.word '+warning' end

-- How many of the tests a table counts something of.
local function countOf(tests, counts)
   local found = 0
   for name in pairs(tests) do
      if (counts[name] or 0) > 0 then found = found + 1 end
   end
   return found
end

local function figures(self, tests)
   local asserts, skipped = 0, 0
   for name in pairs(tests) do
      asserts = asserts + self.assertionPass[name] + self.assertionFail[name]
      if self.disabledTests[name] then skipped = skipped + 1 end
   end
   self.countasserts = asserts
   return skipped
end

--- Print the figures of a run, then what failed and what was warned of.
local function print_(self, tests)
   local skipped = figures(self, tests)
   local failures, errors = countOf(tests, self.assertionFail), countOf(tests, self.testError)
   local warnings = countOf(tests, self._warningCount) + (self._warningCount[''] or 0)
   io.write('Completed ', report.plural(self.countasserts, 'assert'), ' in ',
      report.plural(#report.names(tests), 'test'), ' with ')
   io.write(colored(report.plural(failures, 'failure'), failures == 0 and 'green' or 'red'))
   io.write(' and ',
      colored(report.plural(errors, 'error'), errors == 0 and 'green' or 'magenta'))
   if warnings > 0 then
      io.write(' and ', colored(report.plural(warnings, 'warning'), 'yellow'))
   end
   if skipped > 0 then io.write(' and ', colored(skipped .. ' disabled', 'yellow')) end
   io.write '\n'
   if self.summaryOnly then return end
   local dashes = ('-'):rep(COLUMNS) .. '\n'
   if #self.errors + #self.warnings > 0 then io.write(dashes) end
   for _, list in ipairs { self.errors, self.warnings } do
      for _, text in ipairs(list) do io.write(text, '\n', dashes) end
   end
end

return setmetatable(report, { __call = function(_, ...) return print_(...) end })
