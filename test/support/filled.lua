--- filled.lua - tensors of repeatable numbers, and their elements as plain lists.

local ffi = require 'ffi'
local torch = require 'torch'
local cr = require 'cbind'

local filled = {}
local FLOATS = { Half = true, BFloat16 = true, Float = true, Double = true }
local seed = 7

local function nextNumber()
   seed = seed * 16807 % 2147483647
   return seed
end

--- A contiguous tensor of this kind ('Float', 'Int', ...): quarters from -2 to 2, or
-- whole numbers from 0 to 9.
function filled.tensor(kind, ...)
   local x = torch[kind .. 'Tensor'](...)
   if x:nElement() == 0 then return x end
   local flat = x:view(x:nElement())
   local isFloat = FLOATS[kind]
   for i = 1, flat:size(1) do
      flat[i] = isFloat and nextNumber() % 17 / 4 - 2 or nextNumber() % 10
   end
   return x
end

--- A tensor that has these sizes, though one of them is 0.
function filled.empty(kind, ...)
   local x = torch[kind .. 'Tensor']()
   local ndim = select('#', ...)
   cr.tensor_create(x, x.dtype, ndim, ffi.new('int64_t[?]', ndim, ...))
   return x
end

--- The same numbers with gaps between the columns.
function filled.strided(x)
   local sizes = {}
   for d = 1, x:dim() do sizes[d] = x:size(d) end
   sizes[#sizes] = sizes[#sizes] * 2 + 1
   local wide = torch[x:type():match '%.(.*)'](unpack(sizes))
   local view = wide:narrow(#sizes, 2, x:size(#sizes))
   view:copy(x)
   return view
end

--- The elements in row-major order, from 0.
function filled.list(x)
   local result = {}
   if x:nElement() == 0 then return result end
   local flat = x:clone()
   flat = flat:view(flat:nElement())
   for i = 1, flat:size(1) do result[i - 1] = flat[i] end
   return result
end

--- Raises unless every element of x is within tolerance of expected[i], relative to the
-- largest of them.
function filled.near(expected, x, tolerance, what)
   local got, largest = filled.list(x), 1
   for i = 0, #expected do largest = math.max(largest, math.abs(expected[i] or 0)) end
   for i = 0, x:nElement() - 1 do
      local isNear = math.abs(got[i] - expected[i]) <= tolerance * largest
      if got[i] ~= expected[i] and not isNear then
         local text = '%s: element %d is %.9g, expected %.9g'
         error(text:format(what, i, got[i], expected[i]), 2)
      end
   end
end

--- Whether two tensors hold the same bits, as far as printing to 17 digits tells.
function filled.same(a, b)
   local x, y = filled.list(a), filled.list(b)
   for i = 0, math.max(#x, #y) do
      if x[i] ~= y[i] and (x[i] == x[i] or y[i] == y[i]) then return false end
   end
   return true
end

return filled
