--- generate.lua - turns the forms of torch.signature into a Lua function.
-- The function tries one condition per form: the kinds of its arguments in order. It is plain
-- code with fixed arguments, so that a compiled call keeps nothing of it but the C call.

local signature = require 'torch.signature'
local kinds = require 'torch.kinds'
local explain = require 'torch.explain'
local tensor = require 'cbind.tensor'
local C = require 'cbind.library'
local check = require 'cbind.check'
local memory = require 'cbind.memory'
local cr = require 'cbind'
local generator = require 'cbind.generator'
local sizesOf = require 'torch.sizes'

local MOST_SIZES = 17 -- one more than there can be, so that too many are noticed

local environment = {
   pass = function(...) return ... end,
   C = C, cr = cr, isTensor = tensor.isTensor, isStorage = tensor.isStorage, new = tensor.new,
   blank = tensor.blank, fail = check.fail, flag = check.flag, interrupted = check.interrupted,
   collect = memory.collect, notWhole = explain.notWhole, mismatch = explain.mismatch,
   isGenerator = generator.isGenerator, sizesOf = sizesOf, scratch = tensor.scratch,
   type = type, NO_MEMORY = tonumber(C.CR_NO_MEMORY),
}
for _, dtype in ipairs { 'U8', 'I8', 'I16', 'I32', 'I64', 'F16', 'BF16', 'F32', 'F64' } do
   environment[dtype] = tonumber(C['CR_' .. dtype])
end

local dtypeOf = { byte = 'U8', long = 'I64', float = 'F32', double = 'F64', int = 'I32' }

-- The condition under which arguments a1, a2, ... are those of a form.
local function condition(form, width)
   local terms, n = {}, #form.given
   for i, p in ipairs(form.given) do
      if p.kind == 'sizes' then
         terms[#terms + 1] = ("(type(a%d) == 'number' or isStorage(a%d))"):format(i, i)
         return table.concat(terms, ' and ')
      end
      terms[#terms + 1] = (kinds[p.kind].test:gsub('%%s', 'a' .. i))
   end
   if n < width then terms[#terms + 1] = ('a%d == nil'):format(n + 1) end
   return #terms > 0 and table.concat(terms, ' and ') or 'true'
end

-- An expression of the signature, with the names of arguments replaced by what they stand for.
local function inserted(expression, value)
   return (expression:gsub('(%.?)([%a_][%w_]*)', function(dot, name)
      if dot == '' and value[name] then return value[name] end
   end))
end

-- The dtype of a result that was not given: its kind's, else that of the first tensor.
local function resultDtype(form, p, at)
   if dtypeOf[p.kind] then return dtypeOf[p.kind] end
   for _, given in ipairs(form.given) do
      local kind = kinds[given.kind] -- sizes are no kind
      if kind and kind.test:match '^isTensor' and not given.result then
         return 'a' .. at[given.name] .. '.dtype'
      end
   end
   return 'defaultDtype()'
end

-- What stands for a name in the call: its argument, its default, or a new result.
local function values(form, lines, width)
   local at, value = {}, {}
   for i, p in ipairs(form.given) do at[p.name] = i end
   for _, p in ipairs(form.all) do
      local i = at[p.name]
      if p.kind == 'sizes' then
         local list = {}
         for k = i, width do list[#list + 1] = 'a' .. k end
         lines[#lines + 1] = ('local count = sizesOf(name, %s)'):format(table.concat(list, ', '))
         value[p.name] = 'count, scratch'
      elseif i then
         local kind = kinds[p.kind]
         if kind.whole then
            lines[#lines + 1] = ('if not (a%d %% 1 == 0 and a%d > -0x1p53 and a%d < 0x1p53) '
               .. 'then notWhole(name, %q, a%d) end'):format(i, i, i, p.name, i)
         end
         value[p.name] = kind.pass and '(' .. kind.pass:format('a' .. i) .. ')' or 'a' .. i
      elseif p.result then
         lines[#lines + 1] = ('local %s = new(%s)'):format(p.name, resultDtype(form, p, at))
         value[p.name] = p.name
      else
         local text, pass = inserted(p.default, value), kinds[p.kind].pass
         value[p.name] = pass and '(' .. pass:format(text) .. ')' or text
      end
   end
   return value
end

local function body(form, entry, lines, width)
   local value, pass, results = values(form, lines, width), {}, {}
   for i, text in ipairs(form.parsed.pass) do pass[i] = inserted(text, value) end
   for _, p in ipairs(form.all) do
      if p.result then results[#results + 1] = value[p.name] end
   end
   local how, call, given = form.parsed.how, form.parsed.call, table.concat(pass, ', ')
   if how == 'lua' then
      assert(type(entry[call]) == 'function', call)
      -- No tail call: an error in it is named after this function.
      lines[#lines + 1] = ('return pass(entry.%s(%s))'):format(call, given)
      return
   elseif how == 'number' or how == 'truth' then
      lines[#lines + 1] = ('local value = cr.number(%q, %s)'):format(call, given)
      lines[#lines + 1] = 'return value' .. (how == 'truth' and ' ~= 0' or '')
      return
   end
   if how == 'view' then
      lines[#lines + 1] = 'local view = blank()'
      given, results = 'view, ' .. given, { 'view' }
   end
   lines[#lines + 1] = ('local status = C.cr_%s(%s)'):format(call, given)
   lines[#lines + 1] = ('if status == NO_MEMORY then collect() status = C.cr_%s(%s) end'):format(call, given)
   lines[#lines + 1] = 'if status ~= 0 then fail() end'
   lines[#lines + 1] = 'if flag[0] ~= 0 then interrupted() end'
   lines[#lines + 1] = 'return ' .. table.concat(results, ', ')
end

local function source(name, entry, forms)
   local width = 0
   for _, form in ipairs(forms) do
      for i, p in ipairs(form.given) do
         width = math.max(width, p.kind == 'sizes' and i - 1 + MOST_SIZES or i)
      end
   end
   width = width + 1
   local arguments, lines = {}, {}
   for i = 1, width do arguments[i] = 'a' .. i end
   arguments = table.concat(arguments, ', ')
   lines[1] = ('local name, entry, isMethod, defaultDtype = ...\nreturn function(%s)'):format(arguments)
   for _, form in ipairs(forms) do
      lines[#lines + 1] = ('if %s then'):format(condition(form, width))
      body(form, entry, lines, width)
      lines[#lines + 1] = 'end'
   end
   lines[#lines + 1] = ('return mismatch(name, entry, isMethod, %s)\nend'):format(arguments)
   return table.concat(lines, '\n')
end

--- The function torch[name], or the method of tensors, for an entry of the signature table.
-- defaultDtype: a function that gives the type of results where no argument tells it.
return function(name, entry, isMethod, defaultDtype)
   local text = source(name, entry, signature.forms(entry, isMethod))
   local chunk = assert(loadstring(text, '=cresset.' .. name))
   setfenv(chunk, environment)
   return chunk(name, entry, isMethod, defaultDtype)
end
