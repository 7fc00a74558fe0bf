--- globals.lua - which globals a session has made, and removing them.

local text = require 'xlua.text'

local globals = {}

-- Those that were there when xlua was loaded stay.
local first = { xlua = true, xprint = true, xerror = true, xrequire = true }
for name in pairs(_G) do first[name] = true end

--- Print the packages that are loaded as globals, and the variables made since xlua was.
--
--    xlua.who()
function globals.who()
   local libraries, variables = {}, {}
   for name, value in pairs(_G) do
      if package.loaded[name] ~= nil and name ~= '_G' then
         table.insert(libraries, name)
      elseif not first[name] then
         variables[name] = value
      end
   end
   table.sort(libraries)
   text.print ''
   text.print 'Global Libs:'
   text.print(libraries)
   text.print ''
   text.print 'Global Vars:'
   text.print(variables)
   text.print ''
end

--- Remove a global variable, and free what it held.
--
--    rawset(_G, 'answer', 42)
--    xlua.clear 'answer'
--    print(rawget(_G, 'answer')) --> nil
function globals.clear(name)
   if name ~= nil and name == name then rawset(_G, name, nil) end
   collectgarbage()
end

--- Remove all globals made since xlua was loaded; packages among them are loaded anew when
-- they are required again.
--
--    rawset(_G, 'answer', 42)
--    xlua.clearall()
--    print(rawget(_G, 'answer')) --> nil
function globals.clearall()
   local made = {}
   for name in pairs(_G) do
      if not first[name] then made[#made + 1] = name end
   end
   for _, name in ipairs(made) do
      rawset(_G, name, nil)
      package.loaded[name] = nil
   end
   collectgarbage()
end

return globals
