--- xlua.OptionParser: options of a command line.

local child = require 'test.support.child'

local head = [[
   local parser = require 'xlua'.OptionParser '%prog [options] file'
   parser:option { '-r', '--rate', dest = 'rate', default = 0.1, help = 'of learning' }
   parser:option { '-q', '--quiet', dest = 'quiet', action = 'store_true', help = 'no words' }
   parser:option { '--loud', dest = 'quiet', action = 'store_false', help = 'many words' }
]]

-- What a program with those options prints, and how it ends.
local function parsed(words, tail)
   local code = head .. "arg = { [-1] = 'cresset', [0] = 'train.lua', " .. words .. ' }\n'
   return child(code .. (tail or [[
      local options, rest = parser:parse()
      print(options.rate, options.quiet, table.concat(rest, ' '), options.__main__)
   ]]))
end

describe('xlua.OptionParser', function()
   it('reads options in both forms, and keeps the other words', function()
      assert.are.equal('0.1\tnil\t\ttrue\n', (parsed ''))
      assert.are.equal('0.5\ttrue\ta b\ttrue\n', (parsed "'-r', '0.5', 'a', '-q', 'b'"))
      assert.are.equal('0.5\tfalse\t\ttrue\n', (parsed "'-q', '--rate=0.5', '--loud'"))
      assert.are.equal('a=b\tnil\t\ttrue\n', (parsed "'--rate=a=b'"))
   end)

   it('fills a table, whose values are defaults', function()
      assert.are.equal('7\n', (parsed('', [[
         local options = { rate = 7 }
         print(parser:parse(options).rate)
      ]])))
   end)

   it('prints its help, and ends the program with 0', function()
      local text, status = parsed "'--help'"
      assert.are.equal(0, status)
      assert.are.equal([[
Usage: cresset train.lua [options] file

Options:
  -h, --help            show this help message and exit
  -r RATE, --rate=RATE  of learning [default = 0.1]
  -q, --quiet           no words
  --loud                many words
]], text)
   end)

   it('ends the program with 1 where an option is wrong or missing', function()
      local text, status = parsed "'--no'"
      assert.are.equal(1, status)
      assert.matches('invalid option %-%-no\n', text)
      text, status = parsed('', [[
         parser:option { '--data', dest = 'data', req = true, help = 'where' }
         parser:parse()
      ]])
      assert.are.equal(1, status)
      assert.matches('option %-%-data requires an argument', text)
      assert.matches('%-%-data=DATA +where %[REQUIRED%]\n', text)
   end)

   it('gives the options as text and as a name', function()
      assert.are.equal('<train> configuration:\n + __main__ = true\n + quiet = true\n'
         .. ' + rate = a/b c\n-r=a|b_c,-q=true,--loud=true|-q=true\n', (parsed("'-r', 'a/b c', '-q'", [[
         parser:parse()
         parser:summarize()
         print(parser:tostring(true, {}) .. '|' .. parser:tostring(true, { '-q' }))
      ]])))
   end)

   it('refuses what is no option', function()
      assert.matches("option: expected a table such as {'%-r', '%-%-rate', dest = 'rate'}",
         (parsed('', "parser:option { '-x' }")))
   end)
end)
