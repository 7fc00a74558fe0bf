--- equality.lua - whether two values are equal, within a tolerance and in depth; and, if a
-- torch.Tester is to say why not, what differs.
-- Each function gives two results: whether the expectation holds, and a text. `negate`
-- expects the values to differ.

local torch = require 'torch'
local class = require 'torch.class'
local tensor = require 'cbind.tensor'

local equality = {}

-- type() as in Torch7, where tensors and storages are userdata.
local function typeOf(value)
   return type(value) == 'cdata' and class.typename(value) and 'userdata' or type(value)
end

-- A row of numbers of a type that can hold the differences of two of them.
local wider = { Byte = 'double', Char = 'double', Short = 'double', Half = 'float',
   BFloat16 = 'float' }
local function row(x)
   local method = wider[x:type():match '^torch%.(.*)Tensor$']
   x = x:contiguous():view(x:nElement())
   return method and x[method](x) or x
end

-- Tensors of one type and as many elements.
local function sameFormat(a, b, tolerance, negate, what)
   local difference = row(a):clone():add(-1, row(b)):abs():max()
   local holds = difference <= tolerance
   if negate then holds = not holds end
   if holds then return true end
   return false, ('%s%s violation: max diff=%s, tolerance=%s'):format(what,
      negate and 'NE(==)' or 'EQ(==)', tostring(difference), tostring(tolerance))
end

--- Whether the largest difference of the elements of two tensors is within the tolerance.
-- anyShape: {{1}} and {1} are equal.
function equality.tensors(a, b, tolerance, negate, anyShape)
   if not anyShape and a:dim() ~= b:dim() then
      return negate, 'The tensors have different dimensions'
   elseif a:type() ~= b:type() then
      return negate, 'The tensors have different types'
   elseif a:dim() == 0 and b:dim() == 0 then
      return not negate, 'Both tensors are empty'
   end
   local alike = anyShape and a:nElement() == b:nElement() or a:isSameSizeAs(b)
   if not alike then return negate, 'The tensors have different sizes' end
   return sameFormat(a, b, tolerance, negate, 'Tensor')
end

--- The same for two storages.
function equality.storages(a, b, tolerance, negate)
   if a:size() ~= b:size() then return negate, 'The storages have different sizes' end
   local name = torch.type(a)
   if name ~= torch.type(b) then return negate, 'The storages have different types' end
   if a:size() == 0 then return not negate, 'Both storages are empty' end
   local make = torch[name:match '%.(.*)Storage$' .. 'Tensor']
   return sameFormat(make(a), make(b), tolerance, negate, 'Storage')
end

local function numbers(a, b, tolerance, negate)
   local holds = math.abs(a - b) <= tolerance
   if a == b then holds = true end -- infinities
   if negate then holds = not holds end
   if holds then return true end
   local text = negate and 'NE failed: %s == %s' or 'EQ failed: %s ~= %s'
   return false, text:format(tostring(a), tostring(b))
      .. (tolerance > 0 and ' with tolerance=' .. tostring(tolerance) or '')
end

local function others(a, b, negate)
   local holds = a == b
   if negate then holds = not holds end
   if holds then return true end
   local text = negate and 'NE failed: %s (%s) == %s (%s)' or 'EQ failed: %s (%s) ~= %s (%s)'
   return false, text:format(tostring(a), typeOf(a), tostring(b), typeOf(b))
end

--- Whether two values of any type are equal: numbers, tensors and storages within the
-- tolerance, tables by what they hold, all else by ==.
function equality.values(a, b, tolerance, negate)
   if typeOf(a) ~= typeOf(b) then
      local text = 'EQ failed: values have different types (first: %s, second: %s)'
      return negate, not negate and text:format(typeOf(a), typeOf(b)) or nil
   elseif type(a) == 'number' then
      return numbers(a, b, tolerance, negate)
   elseif type(a) == 'table' then
      return equality.tables(a, b, tolerance, negate)
   elseif tensor.isTensor(a) and tensor.isTensor(b) then
      return equality.tensors(a, b, tolerance, negate)
   elseif tensor.isStorage(a) and tensor.isStorage(b) then
      return equality.storages(a, b, tolerance, negate)
   end
   return others(a, b, negate)
end

-- What tells two tables apart at this level; nil if nothing does. The tables in them are
-- put into the queue.
local function difference(pair, queue, tolerance)
   local a, b, place = pair[1], pair[2], pair[3]
   for key, value in pairs(a) do
      local here = place .. tostring(key)
      local other = b[key]
      if other == nil then
         return ('Entry %s missing in second table (is %s in first)'):format(here,
            tostring(value))
      elseif type(value) == 'table' and type(other) == 'table' then
         table.insert(queue, { value, other, here .. '.' })
      else
         local equal, text = equality.values(value, other, tolerance, false)
         if not equal then return ('At table location %s: %s'):format(here, text) end
      end
   end
   for key, value in pairs(b) do
      if a[key] == nil then
         return ('Entry %s missing in first table (is %s in second)'):format(
            place .. tostring(key), tostring(value))
      end
   end
end

--- Whether two tables hold the same, in depth. Breadth first: the difference that is told
-- is as far up as one can be. Tables in themselves are compared once.
function equality.tables(a, b, tolerance, negate)
   local queue, at, seen = { { a, b, '' } }, 1, {}
   while queue[at] do
      local first, second = queue[at][1], queue[at][2]
      seen[first] = seen[first] or {}
      if not seen[first][second] then
         seen[first][second] = true
         local text = difference(queue[at], queue, tolerance)
         if text then return negate, text end
      end
      at = at + 1
   end
   return not negate, 'The tables are equal'
end

return equality
