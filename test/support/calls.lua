--- calls.lua - calls of a function that succeed, found from its signature alone.
-- Arguments are drawn for each form until some fit together: a new function is covered
-- as soon as it has a signature.

local ffi = require 'ffi'
local torch = require 'torch'
local signature = require 'torch.signature'

local calls = {}

calls.TYPES = { 'Float', 'Double', 'Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'BFloat16' }
local FLOATS = { Float = true, Double = true, Half = true, BFloat16 = true }
local BATCH, SMALL = 4, 5
local DRAWS, MOST = 400, 4 -- tries for a form, calls kept of it

-- A generator of its own: calls must not change what comes next.
local state
local function random(n)
   state = state * 16807 % 2147483647
   return math.floor(state / 2 ^ 8) % n + 1
end

local shapes = {
   square = function(n) return { n, n } end,
   vector = function(n) return { n } end,
   batch = function(n) return { BATCH, n, n } end,
   small = function() return { BATCH, BATCH } end,
   long = function(n) return { n * n } end,
   four = function(n) return { 2, 2, n, n } end,
   empty = function() return {} end,
}
local SHAPES = { 'square', 'square', 'square', 'vector', 'vector', 'batch', 'small',
   'long', 'four', 'empty' }
local theme -- the shape of most tensors of a call

-- Numbers of a type: floats between 0 and 1, those on the diagonal of a matrix large, so
-- that it is positive definite; whole numbers are small and not 0.
local function numbers(kind, sizes)
   local t = torch.DoubleTensor(torch.LongStorage(sizes))
   local n = t:nElement()
   local p, isFloat = ffi.cast('double *', n > 0 and t.owner.memory or nil), FLOATS[kind]
   for i = 0, n - 1 do
      state = state * 16807 % 2147483647
      p[i] = isFloat and state / 2147483648 or math.floor(state / 256) % 4 + 1
   end
   if isFloat and #sizes == 2 and sizes[1] == sizes[2] then
      for i = 0, n - 1, sizes[1] + 1 do p[i] = p[i] + 11 end
   end
   return t:type(('torch.%sTensor'):format(kind))
end

-- The same tensor; transposed: with the first and the last dimension exchanged in memory.
local function laidOut(t, transposed)
   if not transposed or t:dim() < 2 then return t end
   local other = t:transpose(1, t:dim())
   return other:clone():transpose(1, t:dim())
end

local function tensorOf(kind)
   return function()
      local shape, transposed = SHAPES[random(#SHAPES)], random(4) == 1
      if random(2) == 1 then shape = theme end
      return function(n, main)
         return laidOut(numbers(kind or main, shapes[shape](n)), transposed)
      end, shape
   end
end

local function oneOf(...)
   local list = { ... }
   return function()
      local value = list[random(#list)]
      return function(n)
         if value == 'n' then return n end
         return value
      end, tostring(value)
   end
end

local function constant(make) return function() return make, '' end end

-- For each kind of torch.kinds: draw a value; returns what makes it anew, and its name.
local draws
draws = {
   tensor = tensorOf(nil),
   byte = tensorOf 'Byte', long = tensorOf 'Long', float = tensorOf 'Float',
   double = tensorOf 'Double', int = tensorOf 'Int',
   number = oneOf(2, 0.5, 1, 3, 'n'), integer = oneOf(2, 1, 'n', 0),
   index = oneOf(1, 2), dimension = oneOf(1, 2, 3),
   boolean = oneOf(true, false),
   string = oneOf('torch.FloatTensor', 'torch.DoubleTensor', 'V', 'F', 'N', 'U', 'a'),
   ['function'] = constant(function() return function(x) return x end end),
   generator = constant(function()
      local generator = torch.Generator()
      torch.manualSeed(generator, 5)
      return generator
   end),
   any = tensorOf(nil),
   table = function()
      local one, shape = draws.tensor()
      return function(n, main) return { one(n, main), one(n, main) } end, shape
   end,
   storage = function()
      if random(2) == 1 then
         return function(_, main) return torch[main .. 'Storage'](40):fill(1) end, 'own'
      end
      return function() return torch.LongStorage { 2, 3 } end, 'sizes'
   end,
   sizes = function()
      local count, n = random(3), random(2)
      return function(size)
         local list = torch.LongStorage(count):fill(n == 1 and size or BATCH)
         return list
      end, count .. '/' .. n
   end,
}

for name, kind in pairs(require 'torch.kinds') do
   if kind.option then draws[name] = oneOf(kind.option:match '(.)(.)') end
end

local function probabilities(n, main)
   local p = numbers(main, { n })
   return p:div(p:sum())
end

local function aliasTable(i)
   return function(n)
      state = 3
      return torch.multinomialAliasSetup(probabilities(n, 'Double'))[i]
   end
end

local function triples(n, main) return numbers(main, { n, 3 }) end
local function smallKernel(...)
   local sizes = { ... }
   return { kernel = constant(function(_, main) return numbers(main, sizes) end) }
end

-- Arguments that must mean something, by the name of the function and theirs.
local special = {
   cross = { a = constant(triples), b = constant(triples) },
   conv2 = smallKernel(4, 4), xcorr2 = smallKernel(4, 4),
   conv3 = smallKernel(2, 3, 3), xcorr3 = smallKernel(2, 3, 3),
   permute = { sizes = constant(function() return torch.LongStorage { 2, 1 } end) },
   multinomialAliasSetup = { p = constant(probabilities),
      state = constant(function(_, main)
         return { torch.LongTensor(), torch[main .. 'Tensor']() }
      end) },
   sub = { first1 = oneOf(1), first2 = oneOf(1), first3 = oneOf(1), first4 = oneOf(1),
      last1 = oneOf(2), last2 = oneOf(2), last3 = oneOf(2), last4 = oneOf(2) },
   multinomialAliasSetup_ = { p = constant(probabilities) },
   multinomialAlias = { state = constant(function(n)
      return torch.multinomialAliasSetup(probabilities(n, 'Double'))
   end) },
   multinomialAlias_ = {
      alias = constant(aliasTable(1)), limit = constant(aliasTable(2)) },
   setRNGState = { state = constant(function()
      local generator = torch.Generator()
      torch.manualSeed(generator, 5)
      return torch.getRNGState(generator)
   end) },
}

-- Makers of all arguments of a form, and a name for them.
local function drawn(name, form)
   local makers, names = {}, {}
   theme = SHAPES[random(#SHAPES)]
   for i, p in ipairs(form.given) do
      local draw = special[name] and special[name][p.name] or draws[p.kind]
      if not draw then error('calls: nothing is drawn for kind ' .. p.kind, 0) end
      makers[i], names[i] = draw()
   end
   return makers, table.concat(names, ', ')
end

--- The arguments of a call: tensors of the type, n elements long.
function calls.arguments(call, kind, n, seed)
   state = seed or 11
   local list = {}
   for i, make in ipairs(call.makers) do list[i] = make(n or SMALL, kind) end
   return list, #call.makers
end

--- Call it: true and the results, or false and the message.
function calls.make(call, kind, n, seed)
   local list, count = calls.arguments(call, kind, n, seed)
   torch.manualSeed(5)
   return pcall(call.f, unpack(list, 1, count)), list
end

--- The function of a name in the table of signatures, as torch.f or as a method.
function calls.target(name, isMethod)
   return isMethod and torch.Tensor()[name] or torch[name]
end

local function found(name, form, f, kinds)
   local list, seen = {}, {}
   for _, kind in ipairs(kinds) do
      for draw = 1, DRAWS do
         state = draw * 7919
         local makers, text = drawn(name, form)
         local call = { name = name, form = form, f = f, makers = makers, kind = kind,
            text = ('%s(%s)'):format(name, text) }
         if not seen[text] and calls.make(call, kind) then
            seen[text] = true
            list[#list + 1] = call
         end
         if #list == MOST then return list end
      end
      if #list > 0 then return list end
   end
   return list
end

--- Calls of every form of a function or method, those that no draw fits as a text.
function calls.of(name, entry, isMethod)
   local list, missing = {}, {}
   local f = calls.target(name, isMethod)
   for _, form in ipairs(signature.forms(entry, isMethod)) do
      local some = found(name, form, f, { 'Float', 'Byte', 'Long' })
      for _, call in ipairs(some) do list[#list + 1] = call end
      if #some == 0 then
         local names = {}
         for i, p in ipairs(form.given) do names[i] = p.name end
         missing[#missing + 1] = ('%s(%s)'):format(name, table.concat(names, ', '))
      end
   end
   return list, missing
end

--- The bytes of a tensor's elements in order, with its type and sizes; of tables, of all
-- they hold; of another value what tostring says.
function calls.bits(value)
   if type(value) == 'table' then
      local parts = {}
      for i, v in ipairs(value) do parts[i] = calls.bits(v) end
      return table.concat(parts, '|')
   elseif not torch.isTensor(value) then
      return type(value) == 'number' and ('%a'):format(value) or torch.type(value)
   end
   local text = value:type() .. ' ' .. table.concat(value:size():totable(), 'x') .. ' '
   if value:nElement() == 0 then return text end
   local t, bytes = value:contiguous(), value:elementSize()
   local first = t.owner.memory + (t:storageOffset() - 1) * bytes
   return text .. ffi.string(first, t:nElement() * bytes)
end

--- Names of the table of signatures in order.
function calls.names()
   local names = {}
   for name in pairs(torch.signatures) do names[#names + 1] = name end
   table.sort(names)
   return names
end

return calls
