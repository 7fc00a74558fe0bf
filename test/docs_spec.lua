--- Every Lua block in README.md and docs/ runs, and prints what its --> comments say.

local example = require 'test.support.example'

local function read(path)
   local file = assert(io.open(path))
   local text = file:read '*a'
   file:close()
   return text
end

describe('the example in', function()
   for path in io.popen 'find README.md docs -name "*.md" | sort':lines() do
      local text, at = read(path), 1
      while true do
         local start, stop, code = text:find('\n```lua\n(.-\n)```', at)
         if not start then break end
         local _, line = text:sub(1, start):gsub('\n', '')
         it(('%s:%d'):format(path, line + 1), function()
            assert.are.same(example.expected(code), example.printed(code, '=' .. path))
         end)
         at = stop
      end
   end
end)

describe('the reader of examples', function()
   it('sees what is printed and what should be', function()
      local code = 'print(1, "a")\n--> 1  a\nprint(torch.IntTensor(2):size(1)) --> 2\n'
      assert.are.same({ '1 a', '2' }, example.expected(code))
      assert.are.same({ '1 a', '2' }, example.printed(code, '=example'))
   end)
end)
