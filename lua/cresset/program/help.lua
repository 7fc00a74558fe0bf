--- help.lua - what `?name` prints: the forms of a function, or the comments of the
-- file of a class.

-- ' [res], x, value: number = 2' of a form such as 'res!, x, value:number=2 -> ...'.
local function arguments(parsed)
   local words = {}
   for i, p in ipairs(parsed.parameters) do
      local word = p.kind == 'tensor' and p.name or p.name .. ': ' .. p.kind
      if p.default then word = word .. ' = ' .. p.default end
      words[i] = p.result and '[' .. p.name .. ']' or word
   end
   return table.concat(words, ', ')
end

local function ofSignature(name)
   local entry = require 'torch'.signatures[name]
   if not entry then return nil end
   local parse = require 'torch.signature'.parse
   local lines = {}
   for i, form in ipairs(entry) do
      local parsed = parse(form)
      local call = (parsed.only == 'method' and 'x:' or 'torch.') .. name
      lines[i] = call .. '(' .. arguments(parsed) .. ')'
   end
   lines[#lines + 1] = entry.doc
   return table.concat(lines, '\n')
end

-- The comments of a file that begin with three dashes, each after the line of the
-- function that it stands above.
local function ofFile(name)
   local path = package.searchpath(name, package.path)
   if not path then return nil end
   local lines, comment = {}, nil
   for line in io.lines(path) do
      local text = line:match '^%-%-%- ?(.*)$' or comment and line:match '^%-%- ?(.*)$'
      if text then
         comment = comment or {}
         table.insert(comment, text)
      elseif comment then
         local called = line:match '^function (.*%))'
            or line:match '^return (function%(.*%))'
         if called then lines[#lines + 1] = '\n' .. called end
         lines[#lines + 1] = table.concat(comment, '\n')
         comment = nil
      end
   end
   return #lines > 0 and table.concat(lines, '\n') or nil
end

--- The text for a name such as torch.add, x:add, add or nn.Linear.
return function(name)
   local last = name:match '[%w_]+$' or ''
   local isTensors = not name:match '%.' or name:match '^torch%.'
   local text = isTensors and ofSignature(last) or ofFile(name)
   return text or ("there is no help on '%s'"):format(name)
end
