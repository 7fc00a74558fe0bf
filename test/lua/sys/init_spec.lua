--- sys: time, the shell, and text.

local sys = require 'sys'
local paths = require 'paths'
local child = require 'test.support.child'
local program = require 'test.support.program'

describe('time in sys', function()
   it('is that of the calendar, to fractions of a second', function()
      assert.is_true(math.abs(sys.clock() - os.time()) < 1.5)
      local first = sys.clock()
      assert.is_true(sys.clock() - first < 0.1)
   end)

   it('is measured from tic to toc', function()
      sys.tic()
      sys.sleep(0.02)
      local seconds = sys.toc()
      assert.is_true(seconds >= 0.02 and seconds < 2, seconds)
      sys.tic()
      sys.usleep(20000)
      seconds = sys.toc()
      assert.is_true(seconds >= 0.02 and seconds < 2, seconds)
      assert.are.equal('sys.toc: tic was not called', 'sys.' .. child [[
         local _, message = pcall(function() require 'sys'.toc() end)
         io.write((message:gsub('^.-:%d+: ', '')))
      ]])
   end)

   it('stops at Ctrl-C', function()
      local began = sys.clock()
      local output = program.shell [[
         timeout -s INT 0.3 "$cresset" -e "print(pcall(sys.sleep, 60))"]]
      assert.matches('false\t.*interrupted', output)
      assert.is_true(sys.clock() - began < 20)
   end)
end)

describe('commands in sys', function()
   it('give what they print and complain of, without blanks around it', function()
      assert.are.equal('a\nb', sys.execute 'echo; echo a; echo b >&2; echo')
      assert.are.equal('a\nb', sys.fexecute 'echo; echo a; echo b >&2; echo')
      assert.are.equal('a', sys.fexecute('echo a; echo b', '*l'))
      assert.are.equal('', sys.execute 'true')
      assert.are.equal(1, select('#', sys.execute 'echo a'))
      assert.matches('not found', sys.execute 'no-such-program-here')
   end)

   it('list folders whose names need quotes, and by wildcards', function()
      local folder = os.tmpname()
      os.remove(folder)
      folder = folder .. " a'b\"c $HOME;d*"
      paths.mkdir(paths.concat(folder, '.hidden'))
      paths.mkdir(paths.concat(folder, 'x 1'))
      paths.mkdir(paths.concat(folder, '-x'))
      assert.are.equal('-x\nx 1', sys.ls(folder))
      local lines = sys.split(sys.la(folder), '\n')
      table.sort(lines)
      assert.are.same({ '-x', '.', '..', '.hidden', 'x 1' }, lines)
      assert.matches('^total.*%sx 1$', sys.ll(folder))
      assert.matches('%s%.hidden\n', sys.lla(folder))
      assert.are.equal('', sys.ls(folder .. '/x*'))
      assert.are.equal('', sys.ls(folder .. '/x [1]'))
      assert.matches('No such file', sys.ls(folder .. '; echo oops'))
      assert.is_nil(sys.ls('; echo oops'):match '^oops')
      assert.matches('README.md', sys.ls())
      assert.are.equal(sys.ls(), sys.ls ' ')
      paths.rmall(folder, 'yes')
   end)

   it('refuse other arguments, at the line of the mistake', function()
      for _, name in ipairs { 'execute', 'fexecute', 'ls', 'll', 'la', 'lla', 'split' } do
         local well, message = pcall(function() local x = sys[name]({}) return x end)
         assert.is_false(well)
         assert.matches('^test/lua/sys/init_spec.lua:%d+: ' .. name
            .. ': argument 1 is a table, expected a string$', message)
      end
      assert.has_error(function() sys.sleep(-1) end,
         'sleep: argument 1 is -1, expected a number, 0 or more')
      assert.has_error(function() sys.usleep(0 / 0) end,
         'usleep: argument 1 is nan, expected a number, 0 or more')
   end)
end)

describe('sys', function()
   it('splits text as Torch7 does', function()
      assert.are.same({ 'a', '', 'b' }, sys.split(',a,,b,', ','))
      assert.are.same({ 'a', 'b' }, sys.split('a  b', ' +'))
      assert.are.same({ 'abc' }, sys.split('abc', ','))
      assert.are.same({}, sys.split('', ','))
      assert.has_error(function() sys.split('a', 'x*') end,
         "split: pattern 'x*' fits nothing at all")
   end)

   it('knows the system, the file it is in, and what is no number', function()
      assert.are.equal('linux', sys.uname())
      assert.are.equal('linux', sys.OS)
      assert.is_true(paths.dirp(sys.prefix))
      local folder, name = sys.fpath()
      assert.are.equal(paths.concat 'test/lua/sys', folder)
      assert.are.equal('init_spec.lua', name)
      assert.is_true(sys.isNaN(0 / 0))
      assert.is_false(sys.isNaN(1 / 0))
      assert.are.equal(paths.dirname, sys.dirname)
      assert.are.equal(paths.concat, sys.concat)
   end)

   it('has the colours of terminals', function()
      local count = 0
      for _ in pairs(sys.COLORS) do count = count + 1 end
      assert.are.equal(25, count)
      assert.are.equal(require 'sys.colors', sys.COLORS)
      for name, code in pairs { none = '0', red = '0;31', Red = '1;31', _red = '41',
         white = '0;37', Black = '1;30', _white = '47' } do
         assert.are.equal('\27[' .. code .. 'm', sys.COLORS[name])
      end
   end)
end)
