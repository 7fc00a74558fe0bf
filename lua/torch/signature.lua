--- signature.lua - one line per call form: the single source of argument checks,
-- documentation,
-- help, the hostile-call spec and editor types.
--
--    add = { doc = 'x + value, or x + scale * other', inplace = 'x',
--       'res!, x, value:number -> add_value(res, x, value)',
--       'res!, x, scale:number=1, other -> add(res, x, scale, other)' }
--
-- Left of the arrow stand the arguments: `name:kind=default`, of a kind in torch.kinds;
-- without
-- a kind it is a tensor. `res!` is a result: as a function torch.add may be given one
-- first,
-- else makes it, of the type of the first tensor (`res!:long`: a LongTensor). `sizes`
-- takes all
-- numbers that follow, or a LongStorage. A default may name arguments: n:integer=m.
-- inplace: as a method the object is the result, and stands for that argument where it is
-- left
-- out, for none if inplace is true; without inplace the method t:f(...) is torch.f(t,
-- ...).
-- A form that begins with `method` is one of the method alone, one with `function` of
-- torch.f;
-- what has no form does not exist.
-- Right of the arrow stands what is called:
--    f(a, b)          cr_f(a, b); the results are returned
--    view f(a, b)     cr_f(view, a, b); a new view is returned
--    number f(a, b)   cr_f(double *value, a, b); the number is returned
--    truth f(a, b)    the same, returned as true or false
--    lua f(a, b)      the entry's own Lua function f; what it returns is returned
-- From these lines a function is generated for each name at its first use; in compiled
-- code
-- its checks cost nothing.

local kinds = require 'torch.kinds'

local signature = {}

local function split(text)
   local parts = {}
   for part in text:gmatch '[^,]+' do parts[#parts + 1] = part:match '^%s*(.-)%s*$' end
   return parts
end

local function parameter(text)
   local name, mark, kind, default = text:match '^([%a_]%w*)(!?):?(%a*)=?(.*)$'
   assert(name, text)
   if name == 'sizes' then return { name = name, kind = 'sizes' } end
   if kind == '' then kind = 'tensor' end
   assert(kinds[kind], 'no kind ' .. kind)
   return { name = name, kind = kind, result = mark == '!', default = default ~= ''
      and default or nil }
end

--- The parts of a form: { parameters = {...}, how = 'view', call = 'narrow', pass = {...}
-- }.
function signature.parse(form)
   local left, right = form:match '^(.-)%s*%->%s*(.-)$'
   assert(left, form)
   local only, rest = left:match '^(method)%s+(.*)$'
   if not only then only, rest = left:match '^(function)%s+(.*)$' end
   left = rest or left
   local how, call, pass = right:match '^(%a+)%s+([%w_]+)%((.*)%)$'
   if not how then call, pass = right:match '^([%w_]+)%((.*)%)$' end
   local parsed = { how = how or 'call', call = call, pass = split(pass), parameters = {},
      only = only }
   for i, text in ipairs(split(left)) do parsed.parameters[i] = parameter(text) end
   return parsed
end

--- Whether an entry has a form for 'function', torch.f(...), or 'method', t:f(...).
function signature.exists(entry, call)
   if call == 'method' and entry.method == false then return false end
   for _, form in ipairs(entry) do
      local only = form:match '^(%a+)%s+[%a_]'
      if only == nil or only == call then return true end
   end
   return false
end

-- The parameters as one kind of call sees them. In a method that works in place the
-- result
-- comes first and the argument named by `inplace` may be left out.
local function parametersOf(entry, parsed, isMethod)
   local list = {}
   for i, p in ipairs(parsed.parameters) do
      local copy = { name = p.name, kind = p.kind, result = p.result,
         default = p.default }
      copy.optional = p.default ~= nil or p.result
      if isMethod and entry.inplace then
         if p.result and i == 1 then copy.optional = false end
         if p.name == entry.inplace then
            if parsed.parameters[1].result then
               copy.optional, copy.default = true, parsed.parameters[1].name
            end
         end
      end
      list[i] = copy
   end
   return list
end

-- Every way to leave out optional parameters, fullest first: lists of parameters given.
local function choices(list, at, given, all)
   local p = list[at]
   if not p then
      all[#all + 1] = { unpack(given) }
      return all
   end
   given[#given + 1] = p
   choices(list, at + 1, given, all)
   given[#given] = nil
   if p.optional then choices(list, at + 1, given, all) end
   return all
end

-- Results are given all together or not at all.
local function resultsAgree(list, given)
   local wanted, got = 0, 0
   for _, p in ipairs(list) do wanted = wanted + ((p.result and p.optional) and 1
      or 0) end
   for _, p in ipairs(given) do got = got + ((p.result and p.optional) and 1 or 0) end
   return got == 0 or got == wanted
end

--- All concrete forms of an entry: { {parsed, all, given}, ... } in the order they are
-- tried.
function signature.forms(entry, isMethod)
   local forms = {}
   for _, text in ipairs(entry) do
      local parsed = signature.parse(text)
      local all = parametersOf(entry, parsed, isMethod)
      local here = isMethod and 'method' or 'function'
      local fits = parsed.only == nil or parsed.only == here
      local ways = fits and choices(all, 1, {}, {}) or {}
      for _, given in ipairs(ways) do
         if resultsAgree(all, given) then
            forms[#forms + 1] = { parsed = parsed, all = all, given = given }
         end
      end
   end
   return forms
end

return signature
