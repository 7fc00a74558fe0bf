--- globals.lua - tells of global variables that are made or read without being there.

local function report(how, text, level)
   if how == 'raise' then error(text, level) end
   local where = debug.getinfo(level, 'Sl')
   io.stderr:write(('%s:%d: %s\n'):format(where.short_src, where.currentline, text))
end

--- how: 'warn' or 'raise'. Keeps what reading a global does already.
return function(how)
   local metatable = getmetatable(_G)
   local find = metatable.__index
   function metatable.__index(globals, name)
      local value = find(globals, name)
      if value == nil then
         report(how, ("there is no global variable '%s'"):format(tostring(name)), 3)
      end
      return value
   end
   function metatable.__newindex(globals, name, value)
      report(how, ("new global variable '%s'"):format(tostring(name)), 3)
      rawset(globals, name, value)
   end
end
