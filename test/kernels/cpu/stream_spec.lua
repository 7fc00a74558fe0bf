-- Large new results are written past the caches; they must be what a plain store gives.
local at_each_level = require 'test.support.levels'
local torch = require 'torch'

describe('a new result of a megabyte and more', function()
   for _, name in ipairs { 'Byte', 'Short', 'Int', 'Long', 'Half', 'Float', 'Double' } do
      it('equals that in memory written before, torch.' .. name .. 'Tensor', function()
         local make = torch[name .. 'Tensor']
         at_each_level(function()
            for _, extra in ipairs { 0, 1, 37 } do
               local count = 2 ^ 20 + extra -- at least a megabyte of every type
               local x = torch.range(1, count):fmod(100):type(make():type())
               local used = make(count):fill(7)
               torch.add(used, x, x)
               local new = torch.add(x, x)
               assert.is_true(torch.equal(new, used))
               assert.are.equal(2 * (count % 100), new[count])
            end
         end)
      end)
   end

   it('equals it where rows are parts of longer rows', function()
      local slice = torch.FloatTensor(1100, 1023):uniform():narrow(2, 3, 1000)
      local used = torch.FloatTensor(1100, 1000):zero()
      torch.mul(used, slice, 3)
      assert.is_true(torch.equal(torch.mul(slice, 3), used))
   end)
end)
