--- xlua - progress bars, options, tables as text and other small helpers, with the names
-- of Torch7's package.

require 'cbind.own'.add()
require 'torch'
local own = require 'cbind.own'
local system = require 'cbind.system'
local sys = require 'sys'
local expect = require 'paths.expect'

xlua = {}
package.loaded.xlua = xlua

for _, name in ipairs { 'formatTime', 'progress', 'OptionParser', 'Profiler' } do
   xlua[name] = require('xlua.' .. name)
end
for _, part in ipairs { 'globals', 'text', 'usage' } do
   for name, f in pairs(require('xlua.' .. part)) do xlua[name] = f end
end
require 'xlua.extensions'

--- Load a package if it can be loaded: the package, or false after a printed warning.
--
--    print(xlua.require 'paths' == paths) --> true
function xlua.require(name)
   local well, loaded = pcall(require, expect.string('xlua.require', name))
   if well then return loaded end
   print(loaded)
   print(('warning: <%s> could not be loaded (is it installed?)'):format(name))
   return false
end

--- Whether a package can be found, and the path of its file.
--
--    print((xlua.installed 'paths'), (xlua.installed 'no.such.package')) --> true false
function xlua.installed(name)
   expect.string('installed', name)
   local path = package.searchpath(name, package.path)
      or package.searchpath(name, package.cpath)
   return path ~= nil or package.loaded[name] ~= nil, path
end

--- Call a function; if that fails, call the other one with the message. Gives what the
-- other one returns.
--
--    print(xlua.trycatch(error, function() return 'caught' end)) --> caught
function xlua.trycatch(try, catch)
   expect.type('trycatch', try, 'function')
   if catch ~= nil then expect.type('trycatch', catch, 'function', 2) end
   local well, message = pcall(try)
   if not well and catch then return catch(message) end
end

--- Raise a message, with the name of what it concerns before it and help after it; red
-- where a terminal shows it.
--
--    local _, message = pcall(xlua.error, 'no such file', 'load')
--    print(message:match '<load> no such file') --> <load> no such file
function xlua.error(message, domain, usage)
   local text = tostring(message)
   if domain then text = ('<%s> %s'):format(tostring(domain), text) end
   if system.isTerminal(io.stderr) then
      text = sys.COLORS.Red .. text .. sys.COLORS.none
   end
   own.raise(usage and text .. '\n' .. tostring(usage) or text)
end

local words = { ['true'] = true, True = true, ['false'] = false, False = false }

--- A table of options in which variables of the environment with the same names replace
-- the values; numbers and booleans keep their type.
--
--    print(xlua.envparams({ rate = 0.1 }).rate) --> 0.1
function xlua.envparams(defaults)
   expect.type('envparams', defaults, 'table')
   local params = {}
   for name, default in pairs(defaults) do
      local value, given = default, os.getenv(tostring(name))
      if given and type(default) == 'number' then
         value = tonumber(given)
         if not value then
            own.raise(("envparams: %s is '%s', expected a number"):format(name, given))
         end
      elseif given then
         value = given
         if type(default) == 'boolean' and words[given] ~= nil then value = words[given] end
      end
      params[name] = value
   end
   return params
end

for global, name in pairs { xprint = 'print', xerror = 'error', xrequire = 'require' } do
   rawset(_G, global, xlua[name])
end

return xlua
