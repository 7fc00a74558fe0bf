--- torch.Timer: seconds on the wall and of the processor; stopped, resumed, reset.

local torch = require 'torch'
local sys = require 'sys'

-- Work for some seconds of the processor.
local function work(seconds)
   local began = os.clock()
   while os.clock() - began < seconds do torch.ones(1000):sum() end
end

describe('torch.Timer', function()
   it('runs from its making on', function()
      local timer = torch.Timer()
      sys.sleep(0.03)
      work(0.03)
      local time = timer:time()
      assert.is_true(time.real >= 0.06 and time.real < 10, time.real)
      local cpu = time.user + time.sys
      assert.is_true(cpu >= 0.02 and cpu < time.real, cpu)
   end)

   it('stands still between stop and resume', function()
      local timer = torch.Timer():stop()
      local first = timer:time().real
      sys.sleep(0.02)
      assert.are.equal(first, timer:time().real)
      assert.are.equal(timer, timer:resume())
      sys.sleep(0.02)
      local second = timer:time().real
      assert.is_true(second >= first + 0.02 and second < first + 10)
      timer:resume() -- a running timer goes on
      assert.is_true(timer:time().real >= second)
   end)

   it('begins at 0 after reset, and stays stopped if it was', function()
      local timer = torch.Timer()
      sys.sleep(0.02)
      assert.is_true(timer:reset():time().real < 0.02)
      timer:stop():reset()
      sys.sleep(0.01)
      assert.are.equal(0, timer:time().real)
   end)

   it('is a Torch object that prints itself', function()
      assert.are.equal('torch.Timer', torch.typename(torch.Timer.new()))
      assert.matches('^torch.Timer: %d+%.%d+ s$', tostring(torch.Timer()))
   end)
end)
