--- histc and bhistc at every CPU level against plain Lua loops.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local TYPES = { 'Half', 'BFloat16', 'Float', 'Double' }

-- Counts by their definition; numbers on the border between bins are left out by taking
-- quarters of odd numbers and bins that end at whole ones.
local function counted(list, bins, low, high)
   local counts = {}
   for b = 1, bins do counts[b] = 0 end
   for _, x in ipairs(list) do
      if x >= low and x <= high then
         local b = math.min(math.floor((x - low) / (high - low) * bins) + 1, bins)
         counts[b] = counts[b] + 1
      end
   end
   return counts
end

local function odd(kind, ...)
   local x = fill(kind, { ... }, -40, 40)
   return x:floor():mul(2):add(1):div(4)
end

describe('histograms', function()
   for _, kind in ipairs(TYPES) do
      it('count what lies in each bin, of ' .. kind, function()
         eachLevel(function()
            for _, n in ipairs { 1, 7, 256, 1000 } do
               local x = odd(kind, n)
               for _, range in ipairs { { 40, -20, 20 }, { 5, -5, 5 }, { 1, 0, 3 } } do
                  local bins, low, high = unpack(range)
                  assert.are.same(counted(x:totable(), bins, low, high),
                     torch.histc(x, bins, low, high):totable())
               end
            end
         end)
      end)
   end

   it('count long rows in parts, the same for any number of threads', function()
      local x = odd('Float', 200000)
      local wanted = counted(x:totable(), 8, -20, 20)
      for _, threads in ipairs { 1, 2, 4 } do
         cr.threads_use(threads)
         assert.are.same(wanted, torch.histc(x, 8, -20, 20):totable())
      end
      cr.threads_use(1)
   end)

   it('of rows have one range for all', function()
      local x = torch.Tensor { { 0, 1, 2 }, { 2, 3, 4 } }
      assert.are.same({ { 2, 1 }, { 0, 3 } }, torch.bhistc(x, 2):totable())
      assert.are.same({ { 2, 1 }, { 0, 3 } }, torch.bhistc(x:t():clone():t(), 2):totable())
      local into = torch.Tensor(2, 2, 2):zero()
      torch.bhistc(into:select(3, 1), x, 2)
      assert.are.same({ { { 2, 0 }, { 1, 0 } }, { { 0, 0 }, { 3, 0 } } }, into:totable())
   end)

   it('reach one to both sides of numbers that are all the same', function()
      assert.are.same({ 0, 2, 0 }, torch.histc(torch.Tensor { 5, 5 }, 3):totable())
   end)

   it('leave out NaN and what is outside', function()
      local x = torch.FloatTensor { 0 / 0, -1 / 0, 1 / 0, -1, 0, 0.5, 1, 2 }
      assert.are.same({ 1, 2 }, torch.histc(x, 2, 0, 1):totable())
      assert.are.same({ 0, 0 }, torch.histc(torch.FloatTensor(), 2, 0, 1):totable())
   end)

   it('survive a range that the type sees as one number', function()
      assert.are.same({ 2, 0 }, torch.histc(torch.FloatTensor { 1, 1 }, 2, 1,
         1 + 2 ^ -50):totable())
   end)

   it('name what is wrong', function()
      local x, y = torch.Tensor { 1, 2 }, torch.Tensor()
      local function refuses(text, ...)
         local call = { ... }
         assert.has_error(function() cr.histc(unpack(call)) end, 'histc: ' .. text)
      end
      refuses('bins is 0, expected 1 to 2^30', y, x, 0, 0, 0)
      refuses('range is 2 to 1, expected finite numbers in order', y, x, 3, 2, 1)
      refuses('there is NaN in the tensor or the range; give numbers as min and max', y,
         torch.Tensor { 0 / 0 }, 3, 0, 0)
      refuses('tensor is torch.DoubleTensor empty, expected at least one element, or min '
         .. 'and max', y, y, 3, 0, 0)
      refuses('tensor is torch.IntTensor 2, expected a float type; convert it first', y,
         torch.IntTensor(2), 3, 0, 0)
      assert.has_error(function() cr.bhistc(y, x, 3, 0, 0) end,
         'bhistc: tensor is torch.DoubleTensor 2, expected rows of numbers, N x n')
   end)
end)
