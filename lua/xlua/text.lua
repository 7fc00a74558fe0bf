--- text.lua - tables as text, and what is printed also in a file.

local own = require 'cbind.own'
local paths = require 'paths'
local expect = require 'paths.expect'

local text = {}

local function sortedKeys(value)
   local keys = {}
   for key in pairs(value) do keys[#keys + 1] = key end
   table.sort(keys, function(a, b)
      if type(a) == type(b) and (type(a) == 'number' or type(a) == 'string') then
         return a < b
      end
      return type(a) .. tostring(a) < type(b) .. tostring(b)
   end)
   return keys
end

-- A string as Lua reads it, in the kind of quotes that it does not hold.
local function quoted(value)
   value = value:gsub('\n', '\\n')
   if value:find '"' and not value:find "'" then return "'" .. value .. "'" end
   return '"' .. value:gsub('"', '\\"') .. '"'
end

local function valueText(value, inside)
   if type(value) == 'string' then return quoted(value) end
   if type(value) ~= 'table' then return tostring(value) end
   return inside[value] and '{...}' or text.table2string(value, false, inside)
end

local function keyText(key)
   if type(key) == 'string' and key:match '^[%a_][%w_]*$' then return key end
   return '[' .. valueText(key, {}) .. ']'
end

--- A table as Lua would write it, its list first, then its keys in order. lines: each on a
-- line of its own, with ' : ' between key and value.
--
--    print(xlua.table2string { 'a', rate = 0.1, layers = { 3, 4 } })
--    --> {"a",layers={3,4},rate=0.1}
function text.table2string(value, lines, inside)
   if type(value) ~= 'table' then return tostring(value) end
   inside = type(inside) == 'table' and inside or {}
   inside[value] = true
   local parts, count = {}, 0
   for i, element in ipairs(value) do
      parts[i], count = valueText(element, inside), i
   end
   for _, key in ipairs(sortedKeys(value)) do
      local listed = type(key) == 'number' and key >= 1 and key <= count and key % 1 == 0
      if not listed then
         parts[#parts + 1] = keyText(key) .. (lines and ' : ' or '=')
            .. valueText(value[key], inside)
      end
   end
   inside[value] = nil
   if lines then return '{\n   ' .. table.concat(parts, '\n   ') .. '\n}' end
   return '{' .. table.concat(parts, ',') .. '}'
end

local LONGEST = 40 -- characters of a value that is shown

-- '[key] = value', long values cut.
local function field(key, value)
   local shown = tostring(value):gsub('\n', '\\n')
   if #shown > LONGEST then shown = shown:sub(1, LONGEST) .. ' ... ' end
   return ('[%s] = %s'):format(tostring(key), shown)
end

local function shown(value)
   if type(value) ~= 'table' then return tostring(value) end
   local metatable = getmetatable(value)
   local title = ''
   if metatable and type(metatable) == 'table' then
      if metatable.__tostring__ then return metatable.__tostring__(value) end
      if metatable.__tostring then title = tostring(value) .. ':\n' end
   end
   local fields = {}
   for _, key in ipairs(sortedKeys(value)) do
      fields[#fields + 1] = field(key, value[key])
   end
   return title .. '{' .. table.concat(fields, ',\n ') .. '}'
end

--- Print values, tables with their fields.
--
--    xlua.print({ rate = 0.1, size = 3 }, 'done')
function text.print(...)
   local words = {}
   for i = 1, select('#', ...) do words[i] = shown((select(i, ...))) end
   io.write(table.concat(words, '    '), '\n')
end

--- From now on, what is printed and written to standard output goes into a file, too.
-- append: after what the file holds already.
--
--    local name, write, print_ = paths.tmpname(), io.write, print
--    xlua.log(name)
--    io.write 'epoch 1'
--    io.write, _G.print = write, print_
--    print(io.open(name):read '*a') --> epoch 1
function text.log(name, append)
   expect.string('log', name)
   paths.mkdir(paths.dirname(paths.concat(name)))
   local file, problem = io.open(name, append and 'a' or 'w')
   if not file then own.raise('log: ' .. problem) end
   local write = io.write
   _G.print = text.print
   function io.write(...)
      write(...)
      file:write(...)
      file:flush()
   end
end

return text
