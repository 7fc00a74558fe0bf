--- The collector and memory outside its heap: temporaries are freed without being asked
-- for.

local child = require 'test.support.child'

local program = [[
local torch = require 'torch'
local function resident()
   for line in io.lines '/proc/self/status' do
      local kilobytes = line:match 'VmRSS:%%s+(%%d+)'
      if kilobytes then return kilobytes / 1024 end
   end
end
local live = {}
for i = 1, %d do live[i] = { i } end
local x, most = torch.FloatTensor(%d):fill(1), 0
for i = 1, %d do
   local y = torch.add(x, i)
   if i %% 200 == 0 then most = math.max(most, resident()) end
end
assert(most > 0 and most < %d, most .. ' MB resident')
]]

describe('memory', function()
   it('of 50 GB of temporaries stays under 200 MB resident (mission row W6)', function()
      local output, status = child(program:format(0, 1000000, 12500, 200))
      assert.are.equal(0, status, output)
   end)

   it('of millions of small temporaries stays under 200 MB resident', function()
      local output, status = child(program:format(0, 10, 3000000, 200))
      assert.are.equal(0, status, output)
   end)

   it('stays under 1 GB with 300,000 live tables', function()
      local output, status = child(program:format(300000, 1000000, 1000, 1000))
      assert.are.equal(0, status, output)
   end)

   it('that runs out is an error which names the size, and the next call works',
      function()
      local torch = require 'torch'
      local fine, text = pcall(torch.FloatTensor, 2 ^ 44)
      assert.is_false(fine)
      assert.matches('no memory for torch.FloatTensor 17592186044416', text)
      assert.are.equal(3, torch.FloatTensor(3):fill(1):nElement())
   end)
end)
