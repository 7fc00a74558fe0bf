--- The program `cresset`: flags, scripts, errors, signals and the prompt.

local program = require 'test.support.program'
local shell = program.shell

describe('cresset', function()
   it('prints its version and its help', function()
      assert.is_truthy(shell '$cresset --version':match '^cresset %d+%.%d+%.%d+, LuaJIT')
      assert.is_truthy(shell '$cresset -h':match 'Usage: cresset')
   end)

   it('refuses a flag it does not know', function()
      local _, complaint, status = shell '$cresset --nonsense'
      assert.are.equal("cresset: there is no flag '--nonsense'; "
         .. 'cresset --help lists what there is\n', complaint)
      assert.are.equal(1, status)
   end)

   it('runs statements and packages in their order, torch at hand', function()
      local output, complaint, status = shell [[
         $cresset -e 'x = torch.Tensor(3):nElement()' -l jit.util -e 'print(x, arg[0])']]
      assert.are.same({ '3\tnil\n', '', 0 }, { output, complaint, status })
   end)

   it('has Penlight and LuaFileSystem, and the globals of th beside them', function()
      local output, complaint, status = shell [[
         $cresset -l pl -l lfs -e 'print(stringx.strip " a ", List { 1, 2 })
         print(lfs.currentdir() == paths.cwd(), sys.OS, type(xlua.progress))
         print(lapp([=[
            -b,--batch (default 3) images
         ]=], {}).batch)']]
      assert.are.same({ 'a\t{1,2}\ntrue\tlinux\tfunction\n3\n', '', 0 },
         { output, complaint, status })
   end)

   it('runs a script with its arguments', function()
      local script = program.file 'print(arg[0], arg[1], arg[2], ...)'
      assert.are.equal(script .. '\ta\t-e\ta\t-e\n',
         (shell('$cresset ' .. script .. ' a -e')))
      os.remove(script)
   end)

   it('shows the frames of the script alone when it fails', function()
      local script = program.file('local function f(t)\n t:add("x", {})\nend\n'
         .. 'local function g() f(torch.Tensor(2)) end\ng()')
      local _, complaint, status = shell('$cresset ' .. script)
      assert.are.equal(1, status)
      local name = script:gsub('%p', '%%%0')
      assert.is_truthy(complaint:match('^' .. name .. ':2: add: .-\nstack traceback:\n'
         .. '\t' .. name .. ":2: in function 'f'\n\t" .. name .. ":4: in function 'g'\n\t"
         .. name .. ':5: in main chunk\n$'), complaint)
      os.remove(script)
   end)

   it('tells a mistake that shows up inside Cresset at the line of the script', function()
      local name = os.tmpname()
      local file = assert(io.open(name, 'w'))
      file:write "local nn = require 'nn'\nlocal x = torch.randn(2)\nnn.Identity():apply(x)\n"
      file:close()
      local text = shell('$cresset ' .. name .. ' 2>&1')
      os.remove(name)
      assert.is_truthy(text:find(name .. ':3: nn.Identity.apply: ', 1, true), text)
   end)

   it('reports a missing script and a syntax error in one line', function()
      local _, missing = shell '$cresset /nowhere.lua'
      assert.are.equal('cannot open /nowhere.lua: No such file or directory\n', missing)
      local _, syntax = shell [[$cresset -e 'x =']]
      assert.are.equal("(command line):1: unexpected symbol near '<eof>'\n", syntax)
   end)

   it('warns of new and missing globals with -g and refuses them with -gg', function()
      local _, warnings, status = shell [[$cresset -g -e 'x = 1' -e 'print(y)']]
      assert.are.equal("(command line):1: new global variable 'x'\n"
         .. "(command line):1: there is no global variable 'y'\n", warnings)
      assert.are.equal(0, status)
      assert.are.equal(1, select(3, shell [[$cresset -gg -e 'x = 1']]))
   end)

   it('says what it found on this machine', function()
      local output, _, status = shell '$cresset setup'
      assert.are.equal(0, status)
      assert.is_truthy(output:match '\nprocessor +%S.*kernels for v?%w+\nthreads +%d+\n')
   end)
end)

-- Send a signal after a moment; the exit status tells how the program ended.
local function interrupted(code, signal)
   local line = "$cresset -e '%s' & sleep 0.3; kill -%s $!; wait $!"
   return shell(line:format(code, signal))
end

describe('a signal', function()
   for name, code in pairs {
      ['interpreted code'] = 'jit.off() while true do local x = 1 end',
      ['compiled calls of the library'] =
         'local t = torch.Tensor(10):zero() while true do t:add(1) end',
      ['a coroutine'] =
         'coroutine.wrap(function() jit.off() while true do local x = 1 end end)()',
   } do
      it('stops ' .. name, function()
         local _, complaint, status = interrupted(code, 'INT')
         assert.is_truthy(complaint:match 'interrupted\n$')
         assert.are.equal(130, status)
         assert.are.equal(143, select(3, interrupted(code, 'TERM')))
      end)
   end

   it('is an error that a script can catch', function()
      local output, _, status = interrupted([[local t = torch.Tensor(9):zero()
         print(pcall(function() while true do t:add(1) end end)) os.exit(7)]], 'INT')
      assert.is_truthy(output:match '^false\t.*interrupted\n$')
      assert.are.equal(7, status)
   end)

   it('ends the process at once when it is the second', function()
      local started = os.time()
      local _, _, status = shell([[$cresset -e 'while true do end' & sleep 0.3
         kill -INT $!; sleep 0.1; kill -INT $!; wait $!]])
      assert.are.equal(130, status)
      assert.is_true(os.time() - started <= 3)
   end)
end)

describe('the prompt', function()
   local function typed(lines)
      local script = program.file(lines)
      local output, complaint, status = shell('$cresset < ' .. script)
      os.remove(script)
      return output, complaint, status
   end

   it('prints expressions, with and without =, but not after ;', function()
      assert.are.equal('3\n4\n1\tnil\t2\n', (typed 'x = 3\nx\n= x + 1\n1, nil, 2\nx;\n'))
   end)

   it('shows the fields of a table', function()
      assert.are.equal('{\n  1 : 4\n  2 : 5\n}\n', (typed '{4, 5}\n'))
   end)

   it('explains functions and classes after a question mark', function()
      local narrow = typed '?torch.narrow\n'
      assert.is_truthy(narrow:match '^torch.narrow%(x, .-%)\nThe part of a dimension')
      assert.are.equal(narrow, (typed '? x:narrow\n'))
      assert.is_truthy(typed '?nn.Linear\n':match '^nn.Linear%(inputSize, ')
      assert.are.equal("there is no help on 'nothing'\n", (typed '?nothing\n'))
   end)

   it('reads on while a statement is not complete', function()
      assert.are.equal('1\n2\n', (typed 'for i = 1, 2 do\nprint(i)\nend\n'))
   end)

   it('goes on after an error, and tells of it at the end of a pipe', function()
      local output, complaint, status = typed 'error "boo"\nx x\n1 +\n2\nlocal'
      assert.are.equal('3\n', output)
      assert.are.equal("boo\nstdin:1: '=' expected near 'x'\n"
         .. "stdin:1: '<name>' expected near '<eof>'\n", complaint)
      assert.are.equal(1, status)
   end)

   it('follows a script with -i', function()
      assert.are.equal('5\n', (shell [[echo x | $cresset -i -e 'x = 5']]))
   end)
end)
