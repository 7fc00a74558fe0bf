--- cresset.memory: what is counted, by type, and where it was made.

local torch = require 'torch'
local memory = require 'cresset.memory'
local child = require 'test.support.child'

local MB = 2 ^ 20

-- The line of the caller.
local function here()
   local info = debug.getinfo(2, 'Sl')
   return info.short_src .. ':' .. info.currentline
end

describe('cresset.memory', function()
   after_each(function() memory { trace = false } end)

   it('is also reached by the name of the package', function()
      assert.are.equal(memory, require 'cresset'.memory)
      assert.is_nil(require 'cresset'.noSuchModule)
   end)

   it('counts the bytes that are live, at the peak, and kept', function()
      local before = memory { resetPeak = true }
      local x = torch.FloatTensor(4 * MB)
      local now = memory()
      assert.are.equal(16 * MB, now.live - before.live)
      assert.is_true(now.peak >= now.live)
      assert.are.equal(before.blocks + 1, now.blocks)
      x = x and nil
      local after = memory()
      assert.are.equal(before.live, after.live)
      assert.is_true(after.peak >= before.live + 16 * MB)
      assert.is_true(after.cached >= 16 * MB)
      assert.are.equal(before.live, memory { resetPeak = true }.peak)
      assert.is_nil(x)
   end)

   it('tells the bytes of each type, and those of a shared storage once', function()
      local before = memory()
      local function grown(now, name)
         return now.types[name] - (before.types[name] or 0)
      end
      local x = torch.FloatTensor(2, MB)
      local row, y = x[1], torch.LongTensor(MB)
      local part = torch.LongTensor(torch.LongStorage(y:storage(), 9, 100))
      local now = memory()
      assert.are.equal(8 * MB, grown(now, 'torch.FloatTensor'))
      assert.are.equal(8 * MB, grown(now, 'torch.LongTensor'))
      assert.are.equal(before.other, now.other)
      assert.is_truthy(x and row and y and part)
   end)

   it('lists the largest, with place where that is traced', function()
      local old = torch.ByteTensor(45 * MB)
      memory { trace = true }
      local x = torch.FloatTensor(5 * MB, 2)
      local line = here()
      local row = x:narrow(1, 2, 3)
      local sum = torch.add(x, 1)
      local storage = torch.DoubleStorage(7 * MB)
      local report = memory()
      local found = {}
      for i = 1, 4 do
         local entry = report.largest[i]
         found[i] = { entry.bytes / MB, entry.type, entry.shape, entry.tensors }
      end
      assert.are.same({ 56, 'torch.DoubleTensor', 'storage of 7340032', 0 }, found[1])
      assert.are.same({ 'torch.FloatTensor', '5242880x2' }, { found[3][2], found[3][3] })
      assert.are.equal(2, found[3][4] * found[4][4])
      assert.are.same({ 45, 'torch.ByteTensor', '47185920', 1 }, found[2])
      assert.is_nil(report.largest[2].where)
      local file, number = line:match '^(.*):(%d+)$'
      local places = {}
      for _, i in ipairs { 1, 3, 4 } do places[report.largest[i].where] = true end
      assert.are.same({ [file .. ':' .. number - 1] = true,
         [file .. ':' .. number + 2] = true, [file .. ':' .. number + 3] = true }, places)
      local text = tostring(report)
      assert.is_truthy(text:find('torch.FloatTensor 5242880x2, made at ' .. file, 1, true))
      assert.is_truthy(text:match '^live [%d.]+ MB in %d+ blocks, cached [%d.]+ MB, peak')
      memory { trace = false }
      assert.is_nil(memory().largest[3].where)
      assert.is_truthy(old and row and sum and storage)
   end)

   it('does not let garbage grow while it is traced', function()
      local output, status = child [[
         local torch = require 'torch'
         local memory = require 'cresset.memory'
         memory { trace = true }
         local x = torch.FloatTensor(2 ^ 20):fill(1)
         for i = 1, 500 do local y = torch.add(x, i) end
         collectgarbage()
         local report = memory()
         print(report.peak < 600 * 2 ^ 20, report.live < 8 * 2 ^ 20)
         local many = {}
         for i = 1, 1000 do many[i] = torch.Tensor(10) end
         memory { trace = false }
         for i = 1, 3000 do local y = torch.add(x, i) end
         print(memory().peak < 900 * 2 ^ 20)
      ]]
      assert.are.equal(0, status, output)
      assert.are.equal('true\ttrue\ntrue\n', output)
   end)

   it('tells mapped files apart', function()
      local path = os.tmpname()
      local before = memory()
      local tensor = torch.ByteTensor(torch.ByteStorage(path, true, MB))
      local now = memory()
      assert.are.equal(MB, now.mapped - before.mapped)
      assert.are.equal(before.live, now.live)
      assert.is_truthy(tensor and tostring(now):match '1%.0 MB  in mapped files')
      os.remove(path)
   end)

   it('refuses what is no option', function()
      assert.has_error(function() memory(5) end, 'memory: options is 5, expected a table')
      assert.has_error(function() memory { traces = true } end,
         'memory: there is no option traces = true')
      assert.has_error(function() memory { trace = 1 } end)
   end)
end)
