--- Options and arguments of programs, and the timer.

local torch = require 'torch'

local function command()
   local cmd = torch.CmdLine()
   cmd:text 'Train.'
   cmd:argument('-data', 'folder')
   cmd:option('-rate', 0.1, 'learning rate')
   cmd:option('-gpu', false, 'use it')
   cmd:option('-name', 'run')
   return cmd
end

describe('torch.CmdLine', function()
   it('reads words by the type of the default', function()
      local params = command():parse { '-rate', '0.5', '-gpu', 'mnist' }
      assert.are.same({ data = 'mnist', rate = 0.5, gpu = true, name = 'run' }, params)
   end)

   it('takes a negative number as an argument', function()
      assert.are.equal('-1', command():parse { '-1' }.data)
   end)

   it('names the word that is wrong', function()
      for text, words in pairs { ["there is no option '%-rat'"] = { '-rat', '1' },
         ["option %-rate: 'x' is not a number"] = { '-rate', 'x' },
         ['option %-rate: a number is missing'] = { '-rate' },
         ['argument data is missing'] = {}, ["'b' was not expected"] = { 'a', 'b' } } do
         local ok, message = pcall(function() command():parse(words) end)
         assert.is_false(ok)
         assert.is_truthy(message:find(text), message)
      end
   end)

   it('says how it is used', function()
      assert.are.equal(table.concat({ 'Usage: [options] <data>', 'Train.',
         '  <data> folder',
         '  -rate  learning rate [0.1]', '  -gpu   use it [false]', '  -name  [run]' },
            '\n'),
         command():usage())
   end)

   it('makes a name of what is not default', function()
      local cmd = command()
      local params = cmd:parse { 'd', '-rate', '2', '-gpu', '-name', 'x' }
      assert.are.equal('exp,gpu=t,rate=2', cmd:string('exp', params, { name = true }))
   end)

   it('logs what is printed', function()
      local cmd, path, screen = command(), os.tmpname(), print
      cmd:silent()
      cmd:log(path, { rate = 1 })
      print('a', 2)
      _G.print = screen
      local text = io.open(path):read '*a'
      os.remove(path)
      assert.is_truthy(text:find('[command line arguments]\nrate\t1\n', 1, true))
      assert.is_truthy(text:find 'a\t2\n$')
   end)
end)

describe('torch.Timer', function()
   it('counts while it runs', function()
      local timer = torch.Timer()
      timer:stop()
      local stopped = timer:time().real
      torch.tic()
      repeat until torch.toc() > 0.002
      assert.are.equal(stopped, timer:time().real)
      timer:resume()
      torch.tic()
      repeat until torch.toc() > 0.002
      assert.is_true(timer:time().real >= stopped + 0.001)
      timer:stop()
      assert.are.equal(0, timer:reset():time().real)
   end)
end)
