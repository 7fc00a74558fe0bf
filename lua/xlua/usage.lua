--- usage.lua - functions that take arguments in order or by name, and explain themselves.

local own = require 'cbind.own'
local system = require 'cbind.system'
local sys = require 'sys'
local expect = require 'paths.expect'
local describe = require 'torch.explain'.describe

local usage = {}

local BANNER = ('+'):rep(69)
local WIDTH = 40 -- columns before the explanations

-- A text in a colour, where a terminal shows it.
local function colored(color, text)
   if not system.isTerminal(io.stdout) then return text end
   return sys.COLORS[color] .. text .. sys.COLORS.none
end

local function defaultText(definition)
   local default = definition.default
   if default ~= nil then
      local text = type(default) == 'table' and require 'xlua.text'.table2string(default)
         or tostring(default)
      return '  [default = ' .. text .. ']'
   elseif definition.defaulta then
      return '  [default == ' .. definition.defaulta .. ']'
   end
   return ''
end

local function line(definition, key)
   key = '    ' .. (definition.req and key or '[' .. key .. ']')
   return key .. (' '):rep(WIDTH - #key) .. '-- ' .. tostring(definition.help or '')
      .. defaultText(definition)
end

-- 'f{' and a line for each argument by name.
local function named(name, definitions)
   local lines = { name .. '{' }
   for _, definition in ipairs(definitions) do
      lines[#lines + 1] = line(definition,
         ('%s = %s'):format(definition.arg, tostring(definition.type)))
   end
   return table.concat(lines, '\n') .. '\n}\n'
end

-- 'f(' and a line for each argument in order; '' stands between two forms of the call.
local function ordered(name, definitions)
   local lines = { name .. '(' }
   for _, definition in ipairs(definitions) do
      if definition == '' then
         lines[#lines + 1] = ')'
         lines[#lines + 1] = name .. '('
      else
         lines[#lines + 1] = line(definition, tostring(definition.type))
      end
   end
   return table.concat(lines, '\n') .. '\n)\n'
end

-- Definitions of arguments: each is a table with a name and a type, or '' between forms.
local function checked(name, definitions, anyForm)
   for i, definition in ipairs(definitions) do
      local fine = type(definition) == 'table' and (anyForm or type(definition.arg) == 'string')
      if not fine and not (anyForm and definition == '') then
         own.raise(("%s: definition %d is %s, expected a table such as {arg = 'width', type = "
            .. "'number', help = 'in pixels'}"):format(name, i, describe(definition)))
      end
   end
   return definitions
end

--- A text that explains a function. Then follow tables, one for each argument: arg its
-- name, type, help, req if it must be given, else default, or defaulta: the argument whose
-- value it takes.
--
--    local text = xlua.usage('crop', 'cut out a part', nil,
--       { arg = 'width', type = 'number', help = 'in pixels', default = 8 })
--    print(text:match '%[width = number%] +%-%- (.-)\n') --> in pixels  [default = 8]
function usage.usage(name, description, example, ...)
   expect.string('usage', name)
   local definitions = checked('usage', { ... }, true)
   if definitions[1] and definitions[1].tabled then definitions = definitions[1].tabled end
   local list = definitions[1] and definitions[1].arg and named or ordered
   local parts = { BANNER, colored('Magenta', name) }
   if description then
      table.insert(parts, '')
      table.insert(parts, tostring(description))
   end
   table.insert(parts, '')
   table.insert(parts, colored('blue', '> ') .. 'usage:')
   table.insert(parts, colored('cyan', list(name, definitions)))
   if example then table.insert(parts, colored('cyan', tostring(example)) .. '\n') end
   return table.concat(parts, '\n') .. BANNER
end

local function exampleOf(name, definitions)
   local first, second = definitions[1], definitions[2]
   if not second then return nil end
   return ('%s{%s=%s, %s=%s}\n%s(%s, ...)'):format(name, second.arg, tostring(second.type),
      first.arg, tostring(first.type), name, tostring(first.type))
end

-- The arguments of a call by name: those of a table alone, else those in order.
local function given(arguments, definitions)
   local only = #arguments == 1 and arguments[1]
   if type(only) == 'table' and #only == 0 and not require 'torch'.typename(only) then
      return only
   end
   local byName = {}
   for i, definition in ipairs(definitions) do byName[definition.arg] = arguments[i] end
   return byName
end

local function value(definition, arguments, before)
   local found = arguments[definition.arg]
   if found == nil then found = definition.default end
   if found == nil and definition.defaulta then found = before[definition.defaulta] end
   return found
end

--- The arguments of a call {...}, given in order or as one table of names: a table by name
-- and place, then each. Definitions as in xlua.usage; what lacks is an error that explains
-- the function.
--
--    local function crop(...)
--       local _, width, height = xlua.unpack({ ... }, 'crop', 'cut out a part',
--          { arg = 'width', type = 'number', help = 'in pixels', req = true },
--          { arg = 'height', type = 'number', help = 'in pixels', defaulta = 'width' })
--       return width, height
--    end
--    print(crop(8, 6)) --> 8 6
--    print(crop { width = 8 }) --> 8 8
function usage.unpack(arguments, name, description, ...)
   expect.type('unpack', arguments, 'table')
   expect.string('unpack', name, 2)
   local definitions = checked('unpack', { ... })
   local help = setmetatable({}, { __tostring = function()
      return usage.usage(name, description, exampleOf(name, definitions),
         { tabled = definitions })
   end })
   if next(arguments) == nil then
      own.raise(('%s: no arguments\n%s'):format(name, tostring(help)))
   end
   local found, byName = { usage = help }, given(arguments, definitions)
   for i, definition in ipairs(definitions) do
      if definition.req and byName[definition.arg] == nil then
         own.raise(('%s: missing argument: %s\n%s'):format(name, definition.arg,
            tostring(help)))
      end
      local one = value(definition, byName, found)
      found[definition.arg], found[i] = one, one
   end
   return found, unpack(found, 1, #definitions)
end

--- The same for the constructor of a class: the arguments become fields of the object.
--
--    local object = {}
--    xlua.unpack_class(object, { 8 }, 'Crop', 'cuts out a part',
--       { arg = 'width', type = 'number', help = 'in pixels' })
--    print(object.width) --> 8
function usage.unpack_class(object, arguments, name, description, ...)
   expect.type('unpack_class', object, 'table')
   local found = usage.unpack(arguments, name, description, ...)
   for key, one in pairs(found) do
      if type(key) ~= 'number' then object[key] = one end
   end
end

--- A text that introduces a package, which tostring of the package gives from then on.
--
--    local package_ = {}
--    xlua.usage_module(package_, 'faces', 'finds faces')
--    print(tostring(package_):match 'DESC:\n(.-)\n') --> finds faces
function usage.usage_module(package_, name, description)
   expect.type('usage_module', package_, 'table')
   local text = BANNER .. '\nPACKAGE:\n' .. tostring(name) .. '\n'
   if description then text = text .. '\nDESC:\n' .. tostring(description) .. '\n' end
   text = colored('magenta', text .. BANNER)
   local metatable = getmetatable(package_) or {}
   metatable.__tostring = function() return text end
   setmetatable(package_, metatable)
   return text
end

return usage
