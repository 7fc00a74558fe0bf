--- Every Lua block in README.md and docs/ runs, and prints what its --> comments say.
-- Blanks are compared as one blank each, and empty lines not at all.

local function read(path)
   local file = assert(io.open(path))
   local text = file:read '*a'
   file:close()
   return text
end

local function plain(line) return (line:gsub('%s+', ' '):match '^ ?(.-) ?$') end

local function addLines(list, text)
   for line in text:gmatch '[^\n]+' do
      if plain(line) ~= '' then table.insert(list, plain(line)) end
   end
end

local function expected(code)
   local lines = {}
   for text in code:gmatch '%-%->([^\n]*)' do addLines(lines, text) end
   return lines
end

-- What `code` prints, run as the program does: torch is at hand, the rest is required.
local function printed(code, name)
   local lines = {}
   local world = setmetatable({ torch = require 'torch' }, { __index = function(_, key)
      local value = rawget(_G, key)
      return value == nil and package.loaded[key] or value
   end })
   function world.print(...)
      local words = {}
      for i = 1, select('#', ...) do words[i] = tostring((select(i, ...))) end
      addLines(lines, table.concat(words, ' '))
   end
   setfenv(assert(loadstring(code, name)), world)()
   return lines
end

describe('the example in', function()
   for path in io.popen 'find README.md docs -name "*.md" | sort':lines() do
      local text, at = read(path), 1
      while true do
         local start, stop, code = text:find('\n```lua\n(.-\n)```', at)
         if not start then break end
         local _, line = text:sub(1, start):gsub('\n', '')
         it(('%s:%d'):format(path, line + 1), function()
            assert.are.same(expected(code), printed(code, '=' .. path))
         end)
         at = stop
      end
   end
end)

describe('the reader of examples', function()
   it('sees what is printed and what should be', function()
      local code = 'print(1, "a")\n--> 1  a\nprint(torch.IntTensor(2):size(1)) --> 2\n'
      assert.are.same({ '1 a', '2' }, expected(code))
      assert.are.same({ '1 a', '2' }, printed(code, '=example'))
   end)
end)
