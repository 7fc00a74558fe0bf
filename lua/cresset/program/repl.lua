--- repl.lua - read, evaluate, print; an error or Ctrl-C leads back to the prompt.
-- `?name` prints help. Standard input may be a pipe: then there is no prompt, and the
-- exit status is 1 if any of the input failed.

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

-- Do what `line` and the lines after it ask for: gives what went wrong, if anything did.
local function obey(read, line)
   local asked = line:match '^%s*%?%s*(%S+)'
   if asked then
      print(require 'cresset.program.help'(asked))
      return nil
   end
   local chunk, wrong = complete(read, line)
   if chunk then
      local done, problem = printResults(line, guard.call(chunk))
      return not done and problem.text or nil
   end
   if not wrong then print() end -- Ctrl-C while typing
   return wrong
end

return function(launcher)
   local failed = false
   local function read(prompt)
      return launcher.read(launcher.interactive and prompt or '')
   end

   if launcher.interactive then
      print(('Cresset %s. ?name explains a name, Ctrl-D ends.'):format(launcher.version))
   end
   for line in read, 'th> ' do
      local wrong = line and obey(read, line)
      if not line then print() end -- Ctrl-C while typing
      if wrong then
         failed = true
         io.stdout:flush()
         io.stderr:write(wrong, '\n')
      end
   end
   if launcher.interactive then print() end
   return failed and not launcher.interactive and 1 or 0
end
