--- extensions.lua - functions that xlua adds to Lua's own `table` and `string`.

local own = require 'cbind.own'
local sys = require 'sys'

--- Take `length` elements out of a list, from place `start` on, both 1 without. Gives what
-- is left, and what was taken.
--
--    print(unpack((table.splice({ 1, 2, 3, 4 }, 2, 2)))) --> 1 4
function table.splice(list, start, length)
   start, length = start or 1, length or 1
   local left, taken = {}, {}
   for i, element in ipairs(list) do
      table.insert(i >= start and i < start + length and taken or left, element)
   end
   return left, taken
end

--- The elements of a list, each once, in their order.
--
--    print(unpack(table.prune { 3, 1, 3, 1 })) --> 3 1
function table.prune(list)
   local seen, kept = {}, {}
   for _, element in ipairs(list) do
      if not seen[element] then kept[#kept + 1] = element end
      seen[element] = true
   end
   return kept
end

--- The parts of a text between what fits a Lua pattern; as sys.split.
--
--    print(unpack(('a:b'):split ':')) --> a b
string.split = sys.split

--- What a name with points stands for among the globals.
--
--    print(string.tosymbol 'math.floor' == math.floor) --> true
function string.tosymbol(name)
   local value = _G
   for part in name:gmatch '[^.]+' do
      value = type(value) == 'table' and value[part] or nil
   end
   if value == nil or name == '' then
      own.raise(('symbol "%s" does not exist'):format(name))
   end
   return value
end
