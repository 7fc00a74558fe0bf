--- explain.lua - says what is wrong with a call that fits none of a function's forms.

local signature = require 'torch.signature'
local kinds = require 'torch.kinds'
local class = require 'torch.class'
local tensor = require 'cbind.tensor'
local generator = require 'cbind.generator'
local own = require 'cbind.own'

local explain = {}

--- 'torch.FloatTensor 2x3', '0.5', 'nil', 'a table': a value, for messages.
function explain.describe(value)
   if tensor.isTensor(value) then
      local sizes = {}
      for d = 1, value.ndim do sizes[d] = ('%d'):format(tonumber(value.sizes[d - 1])) end
      return tensor.names[value.dtype] .. ' ' .. (#sizes > 0 and table.concat(sizes, 'x')
         or 'empty')
   elseif type(value) == 'number' or type(value) == 'boolean' or value == nil then
      return tostring(value)
   elseif type(value) == 'string' then
      return #value <= 40 and ("'%s'"):format(value) or 'a string'
   end
   return class.typename(value) or 'a ' .. type(value)
end

-- Whether a value is of a kind, told by the same expressions that the generated code has.
local tests = {}
local function fits(kind, value)
   if kind == 'sizes' then return type(value) == 'number' or tensor.isStorage(value) end
   if not tests[kind] then
      local text = 'local isTensor, isStorage, isGenerator, U8, I64, F32, F64, I32 = ... return function(v) return '
         .. kinds[kind].test:gsub('%%s', 'v') .. ' end'
      tests[kind] = assert(loadstring(text))(tensor.isTensor, tensor.isStorage,
         generator.isGenerator, 0, 4, 7, 8, 3)
   end
   return tests[kind](value) and true or false
end

local function said(p)
   local what = p.kind == 'sizes' and 'sizes' or kinds[p.kind].said
   return ('%s (%s)'):format(p.name, what)
end

-- How far the arguments fit a form, and what it expected there; nil at its end.
local function progress(form, values, count)
   for i, p in ipairs(form.given) do
      if p.kind == 'sizes' then return count, nil end
      if i > count or not fits(p.kind, values[i]) then return i - 1, p end
   end
   return #form.given, nil
end

local function unique(list)
   local seen, kept = {}, {}
   for _, text in ipairs(list) do
      if not seen[text] then kept[#kept + 1] = text end
      seen[text] = true
   end
   return kept
end

--- Raise "add: argument 2 is nil, expected value (a number) or other (a tensor)".
-- In a method the object is not counted.
function explain.mismatch(name, entry, isMethod, ...)
   local values, count = { ... }, select('#', ...)
   while count > 0 and values[count] == nil do count = count - 1 end
   local furthest, expected = -1, {}
   for _, form in ipairs(signature.forms(entry, isMethod)) do
      local far, p = progress(form, values, count)
      if far > furthest then furthest, expected = far, {} end
      if far == furthest then expected[#expected + 1] = p and said(p) or 'nothing' end
   end
   local at = furthest + 1
   local shown = isMethod and at - 1 or at
   local place = shown == 0 and 'self' or 'argument ' .. shown
   own.raise(('%s: %s is %s, expected %s'):format(name, place,
      explain.describe(values[at]),
      table.concat(unique(expected), ' or ')))
end

--- Raise "narrow: size is 0.5, expected a whole number".
function explain.notWhole(name, argument, value)
   own.raise(('%s: %s is %s, expected a whole number below 2^53')
      :format(name, argument, tostring(value)))
end

return explain
