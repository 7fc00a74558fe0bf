--- The recipe lenet learns, and ends with the same weights whatever happens on the way.

local checkpoint = require 'cresset.checkpoint'
local program = require 'test.support.program'

local folder = os.tmpname()

-- Run the recipe into folder/name; its output and exit status.
local function run(name, words, environment)
   local command = ('%s %s recipes/lenet/main.lua -data digits -quiet '
      .. '-train 3200 -epochs 2 -save %s/%s %s 2>&1; echo "status $?"'):format(
      environment or '', program.path, folder, name, words)
   local pipe = io.popen(command)
   local text, status = pipe:read '*a':match '^(.*)status (%d+)\n$'
   pipe:close()
   return text, tonumber(status)
end

local function weights(name)
   local lists = {}
   local state = assert(checkpoint.load(folder .. '/' .. name .. '/checkpoint'))
   for i, tensor in ipairs(state.parameters) do
      lists[i] = require 'torch'.serialize(tensor:view(tensor:nElement()))
   end
   return lists, state
end

local function read(name)
   local file = assert(io.open(folder .. '/' .. name))
   local text = file:read '*a'
   file:close()
   return text
end

-- The sum of the last confusion matrix in a text, of the right ones, and the figures that the
-- recipe printed: digits for testing, and accuracy in percent.
local function answers(text)
   local matrix = text:match '.*ConfusionMatrix:\n(.-)\n %+ average'
   local all, right, row = 0, 0, 0
   for line in matrix:gmatch '[^\n]+' do
      row = row + 1
      local column = 0
      for count in line:match '^[%[%s]*([%d%s]+)%]':gmatch '%d+' do
         column = column + 1
         all = all + count
         if row == column then right = right + count end
      end
   end
   return all, right, tonumber(text:match '(%d+) for testing'),
      tonumber(text:match '.*test accuracy: ([%d.]+)')
end

describe('recipe lenet', function()
   local wanted, printed

   setup(function()
      os.remove(folder)
      local text, status = run('one', '-threads 1')
      assert.are.equal(0, status, text)
      wanted, printed = weights 'one', text
   end)
   teardown(function() os.execute('rm -r ' .. folder) end)

   it('lowers its loss and reads most digits after 100 steps', function()
      local losses = {}
      for loss in read 'one/loss.log':gmatch '(%S+)\t\n' do
         losses[#losses + 1] = tonumber(loss)
      end
      assert.is_true(losses[#losses] < 0.5 * losses[1])
   end)

   it('has every digit for testing in its confusion matrix (mission row A1)', function()
      local all, right, count, accuracy = answers(printed)
      assert.are.equal(count, all)
      assert.are.equal(('%.2f'):format(right / all * 100), ('%.2f'):format(accuracy))
   end)

   it('has all 10,000 digits of MNIST in it (mission row A1)', function()
      local data = os.getenv 'CRESSET_DATA'
      if not data then return pending 'skipped: no data; CRESSET_DATA names no folder' end
      local text = run('mnist', '-data mnist -train 640 -epochs 1')
      assert.are.equal(10000, (answers(text)), text)
   end)

   it('draws filters and the loss', function()
      assert.are.equal('\137PNG', read 'one/filters.png':sub(1, 4))
      assert.are.equal('\137PNG', read 'one/loss.log.png':sub(1, 4))
   end)

   for _, threads in ipairs { 2, 4 } do
      it('has the same weights with ' .. threads .. ' threads', function()
         run('threads', '-threads ' .. threads)
         assert.are.same(wanted, (weights 'threads'))
      end)
   end

   it('goes on bit for bit after it was stopped at step 50', function()
      run('stopped', '-steps 50')
      assert.are.equal(50, select(2, weights 'stopped').sampler.step)
      assert.are_not.same(wanted, (weights 'stopped'))
      local text, status = run('stopped', '--resume')
      assert.are.equal(0, status, text)
      assert.are.same(wanted, (weights 'stopped'))
      assert.are.equal(read 'one/loss.log', read 'stopped/loss.log')
   end)

   it('goes on bit for bit after it was killed within a save', function()
      local _, status = run('killed', '-checkpointEvery 30', 'CRESSET_CHECKPOINT_STOP=14')
      assert.are.equal(137, status)
      local text = run('killed', '-checkpointEvery 30 --resume')
      assert.matches('going on from .*checkpoint, step %d0\n', text)
      assert.are.same(wanted, (weights 'killed'))
      assert.are.equal(read 'one/loss.log', read 'killed/loss.log')
   end)

   it('saves and stops with status 3 when it is told to end', function()
      -- Once the log has its first row, signals are held.
      local _, status = run('term', ('-epochs 2000 & until grep -qs e %s/term/loss.log && '
         .. '[ $(wc -l <%s/term/loss.log) -gt 1 ]; do sleep 0.1; done; kill -TERM $!; '
         .. 'wait $!'):format(folder, folder))
      assert.are.equal(3, status)
      assert.is_true(select(2, weights 'term').sampler.step > 0)
   end)

   it('refuses to go on with other options', function()
      local text, status = run('stopped', '--resume -batch 32')
      assert.are.equal(1, status)
      assert.matches('resume: batch is 32, but the run in .* has 64', text)
   end)

   it('lists its options', function()
      assert.matches('learningRate', (run('help', '--help')))
   end)
end)
