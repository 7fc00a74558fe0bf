--- Copies across dimensions, and pointwise work on strided and expanded tensors.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'

local KINDS = { 'Byte', 'Short', 'Half', 'Int', 'Float', 'Long', 'Double' }

local function counted(kind, ...)
   local x = torch[kind .. 'Tensor'](...)
   local flat = x:view(x:nElement())
   for i = 1, x:nElement() do flat[i] = i * 37 % 120 end
   return x
end

describe('copy', function()
   it('transposes matrices of any size and type', function()
      eachLevel(function()
         for _, kind in ipairs(KINDS) do
            for _, size in ipairs { { 8, 8 }, { 16, 70 }, { 70, 33 }, { 130, 9 } } do
               local x = counted(kind, size[1], size[2])
               local y = x:t():clone()
               for i = 1, size[1] do
                  for j = 1, size[2] do assert(y[{ j, i }] == x[{ i, j }]) end
               end
            end
         end
      end)
   end)

   it('permutes more dimensions, from and into parts', function()
      eachLevel(function()
         local x = counted('Float', 5, 40, 3, 20):narrow(2, 3, 36)
         local y = torch.FloatTensor(3, 30, 5, 36):fill(0):narrow(2, 5, 20)
         cr.copy(y, x:transpose(1, 3):transpose(2, 4))
         for a = 1, 5 do
            for b = 1, 36 do
               for c = 1, 3 do
                  for d = 1, 20 do assert(y[{ c, d, a, b }] == x[{ a, b, c, d }]) end
               end
            end
         end
      end)
   end)
end)

describe('pointwise work', function()
   it('takes strided and expanded tensors', function()
      eachLevel(function()
         for _, kind in ipairs(KINDS) do
            local x = counted(kind, 40, 700):t()
            local row = counted(kind, 1, 40):expand(700, 40)
            local column = counted(kind, 700, 1):expand(700, 40)
            local y = torch[kind .. 'Tensor'](700, 80):narrow(2, 20, 40)
            cr.add(y, row, 2, column)
            cr.add(y, y, 1, x)
            for i = 1, 700, 7 do
               for j = 1, 40 do
                  local expected = row[{ i, j }] + 2 * column[{ i, j }] + x[{ i, j }]
                  if kind == 'Byte' then expected = expected % 256 end
                  assert(y[{ i, j }] == expected)
               end
            end
            local less = torch.ByteTensor(700, 40)
            cr.compare(less, x, row, 0)
            for i = 1, 700, 9 do
               for j = 1, 40 do
                  assert(less[{ i, j }] == (x[{ i, j }] < row[{ i, j }] and 1 or 0))
               end
            end
         end
      end)
   end)
end)
