--- repl.lua - read, evaluate, print; an error or Ctrl-C leads back to the prompt.
-- Standard input may be a pipe: then there is no prompt, and the exit status is 1 if
-- any of the input failed.

local guard = require 'cresset.program.guard'

local function isUnfinished(message) return message:match "near '<eof>'$" ~= nil end

-- The chunk of an expression or of statements; else nil, the syntax error, and whether
-- further lines could mend it.
local function compile(text)
   local expression = text:gsub('^%s*=', '')
   local chunk, wrongExpression = loadstring('return ' .. expression, '=stdin')
   if chunk then return chunk end
   local statements, wrong = loadstring(text, '=stdin')
   return statements, wrong,
      not statements and (isUnfinished(wrongExpression) or isUnfinished(wrong))
end

-- Lines from `first` on, until they are a chunk or cannot become one.
local function complete(read, first)
   local text = first
   while true do
      local chunk, wrong, unfinished = compile(text)
      if not unfinished then return chunk, wrong end
      local line = read '..> '
      if line == false then return nil, nil end
      if line == nil then return nil, wrong end
      text = text .. '\n' .. line
   end
end

-- A table is shown with its fields, and the tables in it by their names.
local function shown(value)
   if type(value) ~= 'table' or getmetatable(value) then return tostring(value) end
   local lines = { '{' }
   for key, field in pairs(value) do
      lines[#lines + 1] = ('  %s : %s'):format(tostring(key), tostring(field))
   end
   return table.concat(lines, '\n') .. '\n}'
end

local function printResults(text, done, ...)
   local count = select('#', ...)
   if done and count > 0 and not text:match ';%s*$' then
      local words = { ... }
      for i = 1, count do words[i] = shown(words[i]) end
      print(unpack(words, 1, count))
   end
   return done, ...
end

return function(launcher)
   local failed = false
   local function read(prompt)
      return launcher.read(launcher.interactive and prompt or '')
   end
   local function complain(text)
      failed = true
      io.stdout:flush()
      io.stderr:write(text, '\n')
   end

   if launcher.interactive then
      print(('Cresset %s. Ctrl-D ends it.'):format(launcher.version))
   end
   while true do
      local line = read 'th> '
      if line == nil then break end
      local chunk, wrong
      if line then chunk, wrong = complete(read, line) end
      if chunk then
         local done, problem = printResults(line, guard.call(chunk))
         if not done then complain(problem.text) end
      elseif wrong then
         complain(wrong)
      else -- Ctrl-C while typing
         print()
      end
   end
   if launcher.interactive then print() end
   return failed and not launcher.interactive and 1 or 0
end
