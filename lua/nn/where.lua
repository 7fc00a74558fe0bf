--- where.lua - tells in errors which module of a network it was: 'net: Linear (2.1): ...'
-- It looks at the calls that lead to the error, so that calls which succeed cost nothing.

local class = require 'torch.class'
local own = require 'cbind.own'

local function isModule(value)
   return type(value) == 'table' and class.typename(value) ~= nil
      and class.isTypeOf(value, 'nn.Module')
end

-- The modules whose methods are running, the inner ones first.
local function running()
   local list, level = {}, 3
   while debug.getinfo(level, 'f') do
      local name, value = debug.getlocal(level, 1)
      if name == 'self' and value ~= list[#list] and isModule(value) then
         list[#list + 1] = value
      end
      level = level + 1
   end
   return list
end

-- What a module is called in its container: its field `name`, the container's field that
-- holds it, or its number.
local function nameIn(container, module, index)
   if type(rawget(module, 'name')) == 'string' then return module.name end
   for key, value in pairs(container) do
      if value == module and type(key) == 'string' then return key end
   end
   return tostring(index)
end

-- The names on the way from a container down to a module; nil if it is not in there.
local function path(container, module)
   local modules = rawget(container, 'modules')
   if type(modules) ~= 'table' then return nil end
   for i, child in ipairs(modules) do
      if child == module then return nameIn(container, child, i) end
   end
   for i, child in ipairs(modules) do
      local rest = type(child) == 'table' and path(child, module)
      if rest then return nameIn(container, child, i) .. '.' .. rest end
   end
end

--- The message with the place of the module in the outermost network that is running.
function own.context(message)
   local list = running()
   local module = list[1]
   for i = #list, 2, -1 do
      local found = path(list[i], module)
      if found then
         local name = class.typename(module):gsub('^nn%.', '')
         local net = type(rawget(list[i], 'name')) == 'string' and list[i].name or 'net'
         if message:sub(1, #name + 2) == name .. ': ' then
            message = message:sub(#name + 3)
         end
         return ('%s: %s (%s): %s'):format(net, name, found, message)
      end
   end
   return message
end
