--- cresset.checkpoint: what is saved comes back, what is damaged is noticed, and a
-- process killed at any moment leaves a file that loads.

local torch = require 'torch'
local checkpoint = require 'cresset.checkpoint'
local format = require 'cresset.checkpoint.format'
local child = require 'test.support.child'

local folder

local function path() return folder .. '/net.checkpoint' end

local function state(value)
   return {
      parameters = { torch.FloatTensor { value, 2 }, torch.DoubleTensor { { 3, 4 } } },
      optimizer = { t = value, m = torch.FloatTensor { 0.5 } },
      user = { name = 'a', nested = { 1, 2, { true } } },
   }
end

local function write(name, text)
   local file = assert(io.open(name, 'wb'))
   file:write(text)
   file:close()
end

-- Run f with standard error in a file; what was written to it.
local function warnings(f)
   local kept, name = io.stderr, os.tmpname()
   rawset(io, 'stderr', io.open(name, 'w'))
   f()
   io.stderr:close()
   rawset(io, 'stderr', kept)
   local text = io.open(name):read '*a'
   os.remove(name)
   return text
end

describe('cresset.checkpoint', function()
   before_each(function()
      folder = os.tmpname()
      os.remove(folder)
      os.execute('mkdir ' .. folder)
   end)
   after_each(function() os.execute('rm -r ' .. folder) end)

   it('gives back every record with its tensors', function()
      checkpoint.save(path(), state(7))
      local loaded, name = checkpoint.load(path())
      assert.are.equal(path(), name)
      assert.are.same({ 7, 2 }, loaded.parameters[1]:totable())
      assert.are.equal('torch.DoubleTensor', torch.typename(loaded.parameters[2]))
      assert.are.equal(7, loaded.optimizer.t)
      assert.are.same({ name = 'a', nested = { 1, 2, { true } } }, loaded.user)
      assert.is_nil(loaded.buffers)
   end)

   it('keeps as many previous files as it is told', function()
      for value = 1, 5 do checkpoint.save(path(), state(value), { keep = 2 }) end
      assert.are.equal(5, checkpoint.load(path()).optimizer.t)
      assert.are.equal(4, checkpoint.load(path() .. '.1').optimizer.t)
      assert.are.equal(3, checkpoint.load(path() .. '.2').optimizer.t)
      assert.is_nil((checkpoint.load(path() .. '.3')))
   end)

   it('detects every truncation and every flipped bit', function()
      local whole = table.concat(format.encode { user = { 1 }, version = 'x' })
      assert.is_table(format.decode(whole))
      for length = 0, #whole - 1 do
         assert.is_nil((format.decode(whole:sub(1, length))), length)
      end
      for at = 1, #whole do
         for bit = 0, 7 do
            local flipped = require 'bit'.bxor(whole:byte(at), 2 ^ bit)
            local text = whole:sub(1, at - 1) .. string.char(flipped) .. whole:sub(at + 1)
            assert.is_nil((format.decode(text)), at)
         end
      end
      assert.is_nil((format.decode(whole .. ' ')))
   end)

   it('falls back to the previous file, with a warning, from a damaged one', function()
      checkpoint.save(path(), state(1))
      checkpoint.save(path(), state(2))
      write(path(), io.open(path(), 'rb'):read '*a':sub(1, 100))
      local loaded, name
      local text = warnings(function() loaded, name = checkpoint.load(path()) end)
      assert.are.equal(1, loaded.optimizer.t)
      assert.are.equal(path() .. '.1', name)
      assert.matches('warning: checkpoint: .*: has 100 bytes instead of %d+', text)
   end)

   it('says why nothing can be loaded', function()
      local loaded, message = checkpoint.load(path())
      assert.is_nil(loaded)
      assert.matches('net.checkpoint: there is no such file', message)
      write(path(), 'something else that is long enough to look at')
      assert.matches('is no checkpoint', (select(2, checkpoint.load(path()))))
   end)

   it('refuses records outside the closed set, and folders that are not there', function()
      assert.error_matches(function() checkpoint.save(path(), { weights = 1 }) end,
         "there is no record 'weights'; put it into the table user")
      assert.error_matches(function() checkpoint.save(folder .. '/no/x', {}) end,
         'checkpoint: .*no/x: .*')
   end)

   it('leaves a file that loads when it is killed at any of its steps', function()
      checkpoint.save(path(), state(1))
      checkpoint.save(path(), state(2))
      local seen, finished = {}, false
      for stop = 1, 40 do
         local _, status = child(([[
            local checkpoint = require 'cresset.checkpoint'
            local old = checkpoint.load(%q)
            old.optimizer.t = old.optimizer.t + 1
            checkpoint.save(%q, old)
         ]]):format(path(), path()), 'CRESSET_CHECKPOINT_STOP=' .. stop)
         local before = seen[#seen] or 2
         local t = checkpoint.load(path()).optimizer.t
         assert.is_true(t == before or t == before + 1, stop)
         seen[#seen + 1] = t
         finished = status == 0
         if finished then break end
      end
      assert.is_true(finished and #seen > 6)
      assert.are.equal('', io.popen('ls ' .. folder .. ' | grep tmp'):read '*a')
   end)

   it('leaves a file that loads when it is killed at random times', function()
      checkpoint.save(path(), state(1))
      for round = 1, 8 do
         local command = ([[luajit -e 'package.path = "./?.lua;./?/init.lua;./lua/?.lua;]]
            .. [[./lua/?/init.lua;" .. package.path ]]
            .. [[local c = require "cresset.checkpoint" ]]
            .. [[local s = c.load(%q) while true do c.save(%q, s) s.optimizer.t = ]]
            .. [[s.optimizer.t + 1 end' & sleep 0.%02d; kill -9 $!; wait $! 2>/dev/null]])
            :format(path(), path(), 10 + round * 7)
         os.execute(command)
         local text = warnings(function()
            assert.is_true(checkpoint.load(path()).optimizer.t >= 1)
         end)
         assert.are.equal('', text) -- the newest file itself is whole
      end
   end)
end)
