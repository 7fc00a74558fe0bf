--- hostile.lua - a program that calls functions with arguments made to hurt.
--
--    luajit test/support/hostile.lua ROOT SEED CALLS NAME ...
--
-- ROOT is the tree; NAME is torch.add, Tensor:add, Storage:fill, CmdLine:option or paths.concat. Half of the calls fit
-- a form of the signature
-- in kind, the others are anything. Before each call the place is written to standard
-- error, so
-- that a crash is told; errors that do not name their function and slow calls are
-- printed.

local root = arg[1]
for _, pattern in ipairs { '/?.lua', '/?/init.lua', '/lua/?.lua', '/lua/?/init.lua' } do
   package.path = root .. pattern .. ';' .. package.path
end
local torch = require 'torch'
local signature = require 'torch.signature'

local report = print
function _G.print() end -- some functions print what they are given
io.output '/dev/null'

local SLOW = 5 -- seconds
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
local state
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

local shared -- of this call, so that arguments may be one object
local makers = {
   tensor = function() return random(3) == 1 and shared
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
   if kind.option then makers[name] = function() return pick { 'U', 'L', 'N', 'T', 'V', 'S', 'A', 'R' } end end
end
makers.integer, makers.index, makers.dimension = makers.number, makers.number,
   makers.number
local ANYTHING = { 'tensor', 'tensor', 'any', 'any', 'number', 'number', 'string',
   'boolean', 'table',
   'storage', 'function', 'none', 'thread', 'userdata' }

-- Arguments of a form of the entry, one of them perhaps spoilt.
local function fitting(entry, isMethod)
   local forms = signature.forms(entry, isMethod)
   local form, list = pick(forms), {}
   for _, p in ipairs(form.given) do
      if p.kind == 'sizes' then
         if random(3) == 1 then
            list[#list + 1] = torch.LongStorage { random(3), pick(NUMBERS) }
         else
            for _ = 1, random(4) do list[#list + 1] = makers.number() end
         end
      else
         list[#list + 1] = (makers[p.kind] or makers.any)()
      end
   end
   if random(4) == 1 then list[random(#list + 1)] = makers[pick(ANYTHING)]() end
   return list, #form.given + 3
end

local function anything()
   local list, count = {}, random(6) - 1
   for i = 1, count do list[i] = makers[pick(ANYTHING)]() end
   return list, count
end

local function describe(value)
   if torch.isTensor(value) then
      return ('%s %s stride %s at %d'):format(value:type(),
         table.concat(value:size():totable(), 'x'),
         table.concat(value:stride():totable(), ','), value:storageOffset())
   end
   local text = tostring(value):gsub('%c', '.')
   return torch.type(value) .. ' ' .. text:sub(1, 40)
end

local function described(list, count)
   local words = {}
   for i = 1, count do words[i] = describe(list[i]) end
   return table.concat(words, '; ')
end

-- Functions with two names, and those whose work another one does.
local aliases = { saveobj = { 'save', 'writeObject' }, loadobj = { 'load' },
   save = { 'writeObject' }, serialize = { 'writeObject' }, deserialize = { 'load' },
   serializeToStorage = { 'serialize', 'writeObject' }, new = { 'Storage', 'storage: ' },
   newmetatable = { 'class' }, parse = { 'Usage: ' }, error = { 'Usage: ' },
   unpack = { 'no arguments' },
   unpack_class = { 'unpack', 'no arguments' },
   deserializeFromStorage = { 'deserialize', 'load', 'torch.CharTensor' } }

-- Whether an error tells the function: 'add: argument 1 is ...', 'torch.FloatTensor: size
-- ...'.
-- 'mine' is the error of a function that was an argument.
local function names(message, name)
   local found = message:match ': ?mine$' or message:find(name, 1, true)
      or message:find('file: ', 1, true) -- what is wrong with a file is told with its name
      or name:match '^write%u' and message:find('write: ', 1, true)
      or name:match 'Storage$' and message:find('storage: ', 1, true)
   for _, other in ipairs(aliases[name] or {}) do
      found = found or message:find(other, 1, true)
   end
   return found
end

local function call(name, f, arguments, count)
   io.stderr:write(name, '(', described(arguments, count), ')\n')
   local began = os.clock()
   local ok, message = pcall(f, unpack(arguments, 1, count))
   if ok and torch.isTensor(message) then
      ok, message = pcall(tostring, message.ndim > 0 and message:nElement() < 1000
         and message or 1)
      if not ok then report(name .. ': the result cannot be printed: ' .. message) end
   elseif not ok and not (type(message) == 'string'
      and names(message, name:match '[%w_]+$')) then
      report(('%s(%s): %s'):format(name, described(arguments, count), tostring(message)))
   end
   if os.clock() - began > SLOW then
      report(('%s(%s): took %.0f s'):format(name, described(arguments, count),
         os.clock() - began))
   end
end

-- The object of a method, its function, and the signature, if there is one.
local function target(name)
   local plain = name:match '[%w_]+$'
   if name:match '^torch%.' then
      local entry = torch.signatures[plain]
      if entry and not signature.exists(entry, 'function') then entry = nil end
      return nil, torch[plain], entry, false
   end
   local package_ = name:match '^(%w+)%.'
   if package_ then return nil, require(package_)[plain], nil, false end
   local class = name:match '^(%w+):'
   if class ~= 'Tensor' and class ~= 'Storage' then
      local made = torch[class]()
      return made, made[plain], nil, true
   end
   local object = name:match '^Tensor' and aTensor() or aStorage()
   local entry = torch.isTensor(object) and torch.signatures[plain] or nil
   return object, object[plain], entry, true
end

local function attack(name, calls)
   for i = 1, calls do
      local object, f, entry, isMethod = target(name)
      if not f then return report(name .. ': is not there') end
      shared = object or aTensor()
      local list, count
      if entry and i % 2 == 0 then
         list, count = fitting(entry, isMethod)
         if isMethod and random(3) > 1 then list[1] = object end
      else
         list, count = anything()
         if isMethod then
            table.insert(list, 1, object)
            count = count + 1
         end
      end
      call(name, f, list, count)
   end
end

local seed, calls = tonumber(arg[2]), tonumber(arg[3])
for i = 4, #arg do
   state = seed
   attack(arg[i], calls)
   torch.setdefaulttensortype 'torch.DoubleTensor'
end
