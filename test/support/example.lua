--- example.lua - runs the code of an example, and compares what it prints with what its
-- --> comments say. Blanks are compared as one blank each, and empty lines not at all.

local example = {}

local function plain(line) return (line:gsub('%s+', ' '):match '^ ?(.-) ?$') end

local function addLines(list, text)
   for line in text:gmatch '[^\n]+' do
      if plain(line) ~= '' then table.insert(list, plain(line)) end
   end
end

--- The lines that the comments of `code` promise.
function example.expected(code)
   local lines = {}
   for text in code:gmatch '%-%->([^\n]*)' do addLines(lines, text) end
   return lines
end

-- f() while io.write goes nowhere and print goes to `take`.
local function captured(f, take)
   local print_, sink = _G.print, assert(io.open('/dev/null', 'w'))
   _G.print = take
   io.output(sink)
   local well, problem = xpcall(f, debug.traceback)
   _G.print = print_
   io.output(io.stdout)
   sink:close()
   if not well then error(problem, 0) end
end

--- What `code` prints, run as the program does: torch is at hand, the rest is required.
function example.printed(code, name)
   local lines = {}
   local function take(...)
      local words = {}
      for i = 1, select('#', ...) do words[i] = tostring((select(i, ...))) end
      addLines(lines, table.concat(words, ' '))
   end
   local world = { torch = require 'torch', print = take }
   setmetatable(world, { __index = function(_, key)
      local value = rawget(_G, key)
      return value == nil and package.loaded[key] or value
   end })
   captured(setfenv(assert(loadstring(code, name)), world), take)
   return lines
end

return example
