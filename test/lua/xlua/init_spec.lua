--- xlua: progress without a terminal, times as text, small helpers.

local xlua = require 'xlua'
local child = require 'test.support.child'
local table, string = require 'table', require 'string' -- with what xlua adds

describe('xlua', function()
   it('prints a line at each tenth of the way where there is no terminal', function()
      local text = child [[
         local xlua = require 'xlua'
         for i = 1, 40 do xlua.progress(i, 40) end
      ]]
      local lines = {}
      for line in text:gmatch '[^\n]+' do lines[#lines + 1] = line end
      assert.are.equal(10, #lines)
      assert.matches('^ 4/40  ETA: .* | Step: ', lines[1])
      assert.matches('^ 40/40  Tot: ', lines[10])
      assert.has_error(function() xlua.progress(1, 0) end, 'progress: step and goal are '
         .. '1 and 0, expected two numbers, the goal above 0')
   end)

   it('draws a bar on a terminal', function()
      local pipe = io.popen([[script -qec "]] .. require 'test.support.program'.path
         .. [[ -e 'for i = 1, 4 do sys.sleep(0.06) xlua.progress(i, 4) end'" /dev/null]])
      local text = pipe:read '*a'
      pipe:close()
      local bars = {}
      for bar in text:gmatch '\r ([^\r]+)' do bars[#bars + 1] = bar end
      assert.are.equal(4, #bars)
      assert.matches('^%[=+>%.+%]  1/4  ETA: .* | Step: ', bars[1])
      assert.matches('^%[=+%.%]  4/4  Tot: .* | Step: %d+ms', bars[4])
   end)

   it('writes times by their two largest units', function()
      assert.are.equal('0ms', xlua.formatTime(0))
      assert.are.equal('7ms', xlua.formatTime(0.007))
      assert.are.equal('4s123ms', xlua.formatTime(4.123))
      assert.are.equal('3m20s', xlua.formatTime(200))
      assert.are.equal('2h5m', xlua.formatTime(7505))
      assert.are.equal('1D1h', xlua.formatTime(90061))
      assert.has_error(function() xlua.formatTime 'x' end,
         "formatTime: seconds is 'x', expected a number")
   end)

   it('loads packages that are there and tells of others', function()
      assert.are.equal(require 'optim', xlua.require 'optim')
      local text = child [[print(require 'xlua'.require 'no.such')]]
      assert.matches("^module 'no.such' not found", text)
      assert.matches('warning: <no.such> could not be loaded %(is it installed%?%)\nfalse\n$',
         text)
      local found, path = xlua.installed 'optim'
      assert.is_true(found)
      assert.matches('lua/optim/init.lua$', path)
      assert.is_false(xlua.installed 'nothing.like.this')
   end)

   it('catches errors, and raises them with their domain at the line of the user', function()
      assert.are.equal('caught', xlua.trycatch(function() error 'x' end,
         function() return 'caught' end))
      local well, message = pcall(function() xlua.error('no file', 'load', 'usage: load x') end)
      assert.is_false(well)
      assert.matches('^test/lua/xlua/init_spec.lua:%d+: .*<load> no file.*\nusage: load x$',
         message)
      assert.are.equal(xlua.error, _G.xerror)
      assert.are.equal(xlua.require, _G.xrequire)
      assert.are.equal(xlua.print, _G.xprint)
   end)

   it('takes options from the environment, with the types of the defaults', function()
      local program = [[
         local p = require 'xlua'.envparams { rate = 1e-2, nesterov = true, name = 'x', a = 1 }
         print(p.rate, p.nesterov, p.name, p.a)
      ]]
      assert.are.equal('0.5\tfalse\tyes\t1\n',
         (child(program, 'rate=0.5 nesterov=false name=yes')))
      assert.matches("envparams: rate is 'fast', expected a number\n", child(program, 'rate=fast'))
   end)

   it('adds splice, prune, split and tosymbol to table and string', function()
      local left, taken = table.splice({ 1, 2, 3, 4 }, 2, 2)
      assert.are.same({ { 1, 4 }, { 2, 3 } }, { left, taken })
      assert.are.same({ 2, 3 }, (table.splice { 1, 2, 3 }))
      assert.are.same({ 3, 1 }, table.prune { 3, 1, 3, 1 })
      assert.are.same({ 'a', 'b' }, ('a:b'):split ':')
      assert.are.equal(math.floor, string.tosymbol 'math.floor')
      assert.has_error(function() string.tosymbol 'no.such' end,
         'symbol "no.such" does not exist')
   end)
end)

describe('text in xlua', function()
   it('shows tables as Lua writes them, in one order', function()
      assert.are.equal('{"a",b={}}', xlua.table2string { 'a', b = {} })
      assert.are.equal('{1,2,[5]=3,a=true,b={x="y"}}',
         xlua.table2string { 1, 2, b = { x = 'y' }, a = true, [5] = 3 })
      assert.are.equal([['say "no"']], xlua.table2string({ 'say "no"' }):sub(2, -2))
      assert.are.equal([["it's \"so\""]], xlua.table2string({ [[it's "so"]] }):sub(2, -2))
      assert.are.equal('{\n   1\n   a : "b"\n}', xlua.table2string({ 1, a = 'b' }, true))
      local loop = {}
      loop.me = loop
      assert.are.equal('{me={...}}', xlua.table2string(loop))
   end)

   it('prints fields, cut where they are long', function()
      assert.are.equal('{[1] = x,\n [a] = ' .. ('b'):rep(40) .. ' ... }    1\n', (child [[
         require 'xlua'.print({ 'x', a = ('b'):rep(50) }, 1)
      ]]))
   end)

   it('goes into a file, too, after log', function()
      local folder = os.tmpname() .. ".d it's"
      local name = folder .. '/deep/log.txt'
      local text = child(([[
         local xlua = require 'xlua'
         xlua.log(%q)
         io.write('a', 1)
         print 'b'
         xlua.log(%q, true)
      ]]):format(name, name))
      assert.are.equal('a1b\n', text)
      local file = io.open(name)
      assert.are.equal('a1b\n', file:read '*a')
      file:close()
      require 'paths'.rmall(folder, 'yes')
   end)

   it('lists globals made since, and removes them', function()
      local text = child [[
         local xlua = require 'xlua'
         answer, other = 42, 1
         xlua.clear 'other'
         xlua.who()
         xlua.clearall()
         print(answer, torch ~= nil)
      ]]
      assert.matches('Global Libs:\n{.*= torch,\n.*= xlua}', text)
      assert.matches('Global Vars:\n{%[answer%] = 42}\n\nnil\ttrue\n$', text)
   end)
end)
