--- expect.lua - checks the arguments of paths and sys.

local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local expect = {}

--- `value` if it is a string, else the error 'dirname: argument 1 is nil, expected a
-- string'.
function expect.string(name, value, at)
   if type(value) ~= 'string' then
      own.raise(('%s: argument %d is %s, expected a string'):format(name, at or 1,
         describe(value)))
   end
   if value:find '%z' then
      own.raise(('%s: argument %d has a byte 0, which no name can have')
         :format(name, at or 1))
   end
   return value
end

--- `value` if it is of a type: 'add: argument 2 is 1, expected a table'.
function expect.type(name, value, kind, at)
   if type(value) ~= kind then
      own.raise(('%s: argument %d is %s, expected a %s'):format(name, at or 1,
         describe(value), kind))
   end
   return value
end

--- A string that may be left out.
function expect.optional(name, value, at)
   return value ~= nil and expect.string(name, value, at) or nil
end

--- `value` if it is a number, at least 0.
function expect.number(name, value, at)
   if type(value) ~= 'number' or not (value >= 0 and value < math.huge) then
      own.raise(('%s: argument %d is %s, expected a number, 0 or more')
         :format(name, at or 1, describe(value)))
   end
   return value
end

return expect
