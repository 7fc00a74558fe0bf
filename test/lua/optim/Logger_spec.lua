--- optim.Logger: its file as recorded from Torch7, its plot, and going on after a stop.

local optim = require 'optim'
local golden = require 'test.support.golden'

local path

local function read(name)
   local file = assert(io.open(name or path))
   local text = file:read '*a'
   file:close()
   return text
end

describe('optim.Logger', function()
   before_each(function() path = os.tmpname() end)
   after_each(function() os.execute('rm -f ' .. path .. '*') end)

   it('writes the recorded text', function()
      for _, record in ipairs(golden.records 'optim/helpers.jsonl') do
         if record.name == 'Logger' then
            local log = optim.Logger(path)
            log:setNames { 'loss', 'acc' }
            for i = 1, 3 do log:add { i * 0.5, 100 / i } end
            assert.are.equal(record.file_text, read())
         end
      end
   end)

   it('takes names from the first row where none were set', function()
      local log = optim.Logger(path)
      log:add { b = 1, a = 'x' }
      assert.are.equal('a\tb\t\nx\t 1.0000e+00\t\n', read())
      assert.error_matches(function() log:add { c = 1 } end, "there is no column 'c'")
      assert.error_matches(function() log:add { a = {} } end, 'Logger: a is a table')
   end)

   it('makes the folder of its file', function()
      optim.Logger(path .. '.d/deep/log'):setNames { 'x' }
      assert.are.equal('x\t\n', read(path .. '.d/deep/log'))
      os.execute('rm -r ' .. path .. '.d')
   end)

   it('goes on from its state, and cuts off what came after it', function()
      local log = optim.Logger(path):setNames { 'x' }
      log:add { 1 }
      local state = log:state()
      local before = read()
      log:add { 2 }
      local again = optim.Logger.resume(path, state)
      assert.are.equal(before, read())
      again:add { 3 }
      assert.are.equal(before .. ' 3.0000e+00\t\n', read())
      assert.error_matches(function()
         optim.Logger.resume(path, { offset = 1000 })
      end, 'has %d+ bytes, expected 1000 or more')
   end)

   it('plots to a picture where gnuplot is, and says why where it is not', function()
      local log = optim.Logger(path):setNames { 'loss "a"' }
      assert.is_nil((log:plot()))
      for i = 1, 5 do log:add { 1 / i } end
      local made, problem = log:style { '-' }:plot()
      if made then
         assert.are.equal('\137PNG', read(made):sub(1, 4))
      else
         assert.are.equal('gnuplot is not installed', problem)
      end
      log.plotfile = path .. '.xyz'
      assert.error_matches(function() log:plot() end, 'is no .png, .svg or .eps')
   end)
end)
