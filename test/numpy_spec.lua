--- Lines of NumPy and the lines of Torch that compute the same (mission row H27). What NumPy
-- computes stands in test/numpy/oneliners.jsonl, which oneliners.py beside it writes.

local json = require 'dkjson'
local torch = require 'torch'

local function start()
   local n = torch.range(0, 11):view(3, 4)
   return { torch = torch, select = select, a = n - 5.5, b = (n * 7) % 12 + 1,
      s = torch.Tensor { { 4, 1, 2 }, { 1, 3, 0 }, { 2, 0, 5 } },
      v = torch.Tensor { 0.5, -1, 2, 4 }, w = torch.Tensor { 3, 1, 2 },
      t = torch.range(0, 23):view(2, 3, 4) }
end

-- Why `value` is not what a record says; nil if it is.
local function difference(record, value)
   if #record.size == 0 then
      if value == record.data[1] then return nil end
      local near = type(value) == 'number'
         and math.abs(value - record.data[1]) <= 1e-12 * math.max(1, math.abs(value))
      return not near and tostring(value) or nil
   end
   local size = torch.isTensor(value) and table.concat(value:size():totable(), 'x')
   if size ~= table.concat(record.size, 'x') then return 'size ' .. tostring(size) end
   local wanted = torch.Tensor(record.data):viewAs(value)
   local scale = torch.cmax(torch.abs(wanted), 1)
   local error = (value - wanted):cdiv(scale):abs():max()
   return error > 1e-12 and 'off by ' .. error or nil
end

describe('a line of NumPy', function()
   local count = 0
   for line in io.lines 'test/numpy/oneliners.jsonl' do
      local record = json.decode(line)
      count = count + 1
      it(('%s is %s'):format(record.numpy, record.torch), function()
         local f = setfenv(assert(loadstring('return (' .. record.torch .. ')')), start())
         assert.is_nil(difference(record, f()))
      end)
   end

   it('stands in the file a hundred times at least', function()
      assert.is_true(count >= 100)
   end)
end)
