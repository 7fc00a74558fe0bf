--- values.lua - arguments made to hurt, drawn from a seed.

local ffi = require 'ffi'
local cr = require 'cbind'
local torch = require 'torch'

local values = {} -- values.shared: an object of this call, so that arguments may be one

local TYPES = { 'Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'BFloat16', 'Float',
   'Double' }
local NUMBERS = { 0, 1, 2, 3, -1, 0.5, 4, 2 ^ 31, 2 ^ 53, -2 ^ 53, 2 ^ 63, 1e300, 0 / 0,
   1 / 0, -1 / 0, 255, 16, 17, -2 }
local SHAPES = { {}, { 1 }, { 3 }, { 4 }, { 2, 3 }, { 3, 3 }, { 3, 2 }, { 1, 3 }, { 2, 2,
   2 },
   { 2, 1, 3 }, { 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2 } }
local STRINGS = { '', 'a', 'V', 'torch.FloatTensor', 'torch.NoTensor', '\0\255', '%s%n%1',
   'nan' }

-- A generator of its own: calls must not change what comes next.
local state = 1

--- Begin anew: what is drawn from here on depends on the seed alone.
function values.seed(seed) state = seed end

--- A whole number from 1 to n.
local function random(n)
   state = state * 16807 % 2147483647
   return math.floor(state / 2 ^ 8) % n + 1
end

local function pick(list) return list[random(#list)] end

-- Small whole numbers, indices that mostly fit; some that no type holds.
local function filled(t)
   local mode = random(6)
   for i = 1, t:nElement() do
      local value = random(3)
      if mode == 1 then value = pick(NUMBERS) elseif mode
         == 2 then value = random(2) - 1 end
      t:storage()[i] = value
   end
   return t
end

local views = {
   function(t) return t end,
   function(t) return t:dim() > 1 and t:transpose(1, t:dim()) or t end,
   function(t) return t:dim() > 0 and t:narrow(1, t:size(1), 1) or t end,
   function(t) return t:dim() > 1 and t:select(t:dim(), 1) or t end,
   function(t) return t:dim() == 1 and t:narrow(1, 1, 1):expand(5) or t end,
   function(t) -- rows that overlap
      if t:nElement() < 4 then return t end
      return t.new():set(t:storage(), 1, torch.LongStorage { 2, 3 },
         torch.LongStorage { 1, 1 })
   end,
   function(t) -- sizes, but no elements
      local empty, sizes = t.new(), ffi.new('int64_t[3]', 2, 0, 3)
      cr.tensor_create(empty, empty.dtype, random(3), sizes)
      return empty
   end,
}

local function aTensor(kind)
   local t = torch[(kind or pick(TYPES)) .. 'Tensor'](torch.LongStorage(pick(SHAPES)))
   t = filled(t)
   return random(2) == 1 and t or pick(views)(t)
end

local function aStorage()
   local s = torch[pick(TYPES) .. 'Storage'](random(5) - 1)
   for i = 1, #s do s[i] = pick(NUMBERS) end
   return s
end

local function aTable()
   local t = {}
   for i = 1, random(4) - 1 do
      t[i] = random(3) == 1 and aTensor() or random(2) == 1 and pick(NUMBERS)
         or { pick(NUMBERS) }
   end
   return t
end

local functions = { function() return 1 end, function() end, function() return {} end,
   function() error 'mine' end, function(x) return x end }

local makers = {
   tensor = function() return random(3) == 1 and values.shared
      or aTensor(pick { 'Double', 'Float' }) end,
   number = function() return random(2) == 1 and random(4) or pick(NUMBERS) end,
   string = function() return pick(STRINGS) end,
   boolean = function() return random(2) == 1 end,
   table = aTable, storage = aStorage,
   ['function'] = function() return pick(functions) end,
   any = function() return aTensor() end,
   none = function() return nil end,
   byte = function() return aTensor 'Byte' end,
      long = function() return aTensor 'Long' end,
   float = function() return aTensor 'Float' end,
      double = function() return aTensor 'Double' end,
   int = function() return aTensor 'Int' end,
   thread = function() return coroutine.create(print) end,
   userdata = function() return io.stdout end,
}
for name, kind in pairs(require 'torch.kinds') do
   if kind.option then
      makers[name] = function() return pick { 'U', 'L', 'N', 'T', 'V', 'S', 'A', 'R' } end
   end
end
makers.integer, makers.index, makers.dimension = makers.number, makers.number,
   makers.number
local ANYTHING = { 'tensor', 'tensor', 'any', 'any', 'number', 'number', 'string',
   'boolean', 'table',
   'storage', 'function', 'none', 'thread', 'userdata' }

--- A list of up to five of anything, and how many.
local function anything()
   local list, count = {}, random(6) - 1
   for i = 1, count do list[i] = makers[pick(ANYTHING)]() end
   return list, count
end

local spoilers = {
   function(t) return t:dim() > 0 and t:narrow(1, 1, math.max(1, t:size(1) - 1)) or t end,
   function(t) return t:dim() > 1 and t:transpose(1, t:dim()) or t end,
   function(t) return t:dim() > 1 and t:select(1, 1) or t end,
   function(t) return t:nElement() > 0 and t:contiguous():view(1, t:nElement()) or t end,
   function(t) return t:type('torch.' .. pick(TYPES) .. 'Tensor') end,
   function(t) return t:clone():fill(pick { 0, 1, -1, 100 }) end,
   function(t) return t.new() end,
   function(t) return { t, t } end,
   function(t)
      if t:nElement() == 0 or not t:type():find 'Float' and not t:type():find 'Double' then
         return t
      end
      t = t:clone()
      t:view(t:nElement())[random(t:nElement())] = pick { 0 / 0, 1 / 0, -1 / 0, 1e30, 0.5 }
      return t
   end,
   function() return makers[pick(ANYTHING)]() end,
}

--- A good argument, perhaps spoilt: of another shape or type, with numbers that are none.
local function spoilt(value)
   if random(3) == 1 then return value end
   if torch.isTensor(value) then
      local fits, other = pcall(pick(spoilers), value) -- a ByteTensor cannot hold -1
      if fits then return other end
      return value
   end
   if type(value) == 'table' and #value > 0 and random(4) > 1 then
      local copy, at = {}, random(#value)
      for i, part in ipairs(value) do copy[i] = part end
      copy[at] = spoilt(copy[at])
      if random(6) == 1 then copy[#copy] = nil end
      return copy
   end
   return makers[pick(ANYTHING)]()
end

local function describe(value)
   if torch.isTensor(value) then
      return ('%s %s stride %s at %d'):format(value:type(),
         table.concat(value:size():totable(), 'x'),
         table.concat(value:stride():totable(), ','), value:storageOffset())
   elseif type(value) == 'table' and not getmetatable(value) and #value > 0 then
      local parts = {}
      for i, part in ipairs(value) do parts[i] = i < 4 and describe(part) or '.' end
      return '{ ' .. table.concat(parts, '; ') .. ' }'
   end
   local _, text = pcall(tostring, value) -- that of a layer may fail
   text = tostring(text):gsub('%c', '.')
   return torch.type(value) .. ' ' .. text:sub(1, 40)
end

--- The first `count` of a list, for a person to read.
local function described(list, count)
   local words = {}
   for i = 1, count do words[i] = describe(list[i]) end
   return table.concat(words, '; ')
end

values.random, values.pick, values.makers, values.kinds = random, pick, makers, ANYTHING
values.numbers, values.strings, values.types = NUMBERS, STRINGS, TYPES
values.tensor, values.storage = aTensor, aStorage
values.anything, values.spoilt, values.described = anything, spoilt, described

return values
