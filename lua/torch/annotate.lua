--- annotate.lua - the signatures as annotations for editors that run the Lua language server:
--    cresset -e "io.write(require 'torch.annotate'())" >torch.lua

local torch = require 'torch'
local signature = require 'torch.signature'
local kinds = require 'torch.kinds'

local types = { number = 'number', integer = 'integer', index = 'integer',
   dimension = 'integer', boolean = 'boolean', string = 'string', table = 'table',
   ['function'] = 'function', storage = 'torch.Storage', any = 'any',
   generator = 'torch.Generator' }

local function typeOf(p)
   if p.kind == 'sizes' then return 'integer|torch.Storage' end
   if kinds[p.kind].option then return 'string' end
   return types[p.kind] or 'torch.Tensor'
end

-- 'fun(res?: torch.Tensor, x: torch.Tensor): torch.Tensor' of one form.
local function formType(form, skip)
   local words, results = { skip > 0 and 'self: torch.Tensor' or nil }, {}
   for i, p in ipairs(form.all) do
      local name = p.kind == 'sizes' and '...' or p.name
      if p.kind == 'function' or name == 'function' then name = 'f' end
      if i > skip then
         local mark = p.optional and name ~= '...' and '?' or ''
         words[#words + 1] = ('%s%s: %s'):format(name, mark, typeOf(p))
      end
      if p.result then results[#results + 1] = 'torch.Tensor' end
   end
   local how = form.parsed.how
   local given = how == 'number' and 'number' or how == 'truth' and 'boolean'
      or how == 'view' and 'torch.Tensor' or how == 'lua' and 'any'
      or table.concat(results, ', ')
   return ('fun(%s): %s'):format(table.concat(words, ', '), given)
end

-- One form of each line of the entry, the fullest.
local function fullest(entry, isMethod)
   local list, seen = {}, {}
   for _, form in ipairs(signature.forms(entry, isMethod)) do
      local text = formType(form, isMethod and 1 or 0)
      if not seen[text] then list[#list + 1] = text end
      seen[text] = true
   end
   return list
end

local function describe(lines, entry, target, isMethod)
   local forms = fullest(entry, isMethod)
   lines[#lines + 1] = '--- ' .. entry.doc
   lines[#lines + 1] = '---@type ' .. table.concat(forms, '|')
   lines[#lines + 1] = target .. ' = nil\n'
end

--- The annotations, sorted by name.
return function()
   local names, lines = {}, { '---@meta torch\n', '---@class torch\ntorch = {}\n',
      '---@class torch.Storage\n', '---@class torch.Generator\n',
      '---@class torch.Tensor\nlocal Tensor = {}\n' }
   for name in pairs(torch.signatures) do names[#names + 1] = name end
   table.sort(names)
   for _, name in ipairs(names) do
      local entry = torch.signatures[name]
      if signature.exists(entry, 'function') then
         describe(lines, entry, 'torch.' .. name, false)
      end
      if signature.exists(entry, 'method') then
         describe(lines, entry, 'Tensor.' .. name, true)
      end
   end
   lines[#lines + 1] = 'return torch\n'
   return table.concat(lines, '\n')
end
