--- TestSuite.lua - torch.TestSuite: a table of tests that takes each name once.

local own = require 'cbind.own'

local suite = {}

function suite:__index(name) return self.__tests[name] end

function suite:__newindex(name, test)
   if self.__tests[name] ~= nil then
      own.raise(('Test %s is already defined.'):format(tostring(name)))
   elseif type(test) == 'table' then
      own.raise 'Nested tables of tests are not supported'
   elseif type(test) ~= 'function' then
      own.raise 'Only functions are supported as members of a TestSuite'
   end
   self.__tests[name] = test
end

--- A table for the tests of a torch.Tester. A second test of a name is an error.
--
--    local tests = torch.TestSuite()
--    function tests.sum() end
--    print((pcall(function() tests.sum = print end))) --> false
return function() return setmetatable({ __tests = {}, __isTestSuite = true }, suite) end
