--- print.lua - tensors and storages as text, to the character as Torch7 printed them.
-- A format is chosen for all the numbers of a vector, a storage or a matrix: whole
-- numbers
-- alone are written without point, numbers of like size with four decimals and perhaps a
-- common factor in front, others with an exponent. Lines are 80 characters wide.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'

local hooks, new, read = tensor.hooks, tensor.new, tensor.read
local LINE = 80

-- Decimal digits before the point: 1 for 0 and 9.9, 2 for 10, 0 for 0.5, -1 for 0.05.
local function magnitude(value)
   return value == 0 and 1 or math.floor(math.log10(value)) + 1
end

-- Smallest and largest absolute value of the elements, and whether all are whole;
-- nothing if one is nan.
local function survey(owner, count)
   local least, most, whole = math.huge, 0, true
   for i = 1, count do
      local value = math.abs(read(owner, i - 1))
      if value ~= value then return nil end
      if value < least then least = value end
      if value > most then most = value end
      whole = whole and value == math.ceil(value)
   end
   return least, most, whole
end

-- The clone of a tensor is printed, so that its storage has all of its elements and no
-- other.
-- How to write the elements of a storage: a format, the common factor or nil, and the
-- width
-- of a number; without width if one is nan.
local function style(owner)
   local count = owner ~= nil and tonumber(owner.count) or 0
   local least, most, whole = survey(owner, count)
   if not least then return '%f' end
   local low, high = magnitude(least), magnitude(most)
   if whole then
      if high > 9 then return '%11.4e', nil, 11 end
      return '%' .. high + 1 .. 'd', nil, high + 1
   elseif high - low > 4 then
      local width = (math.abs(high) > 99 or math.abs(low) > 99) and 12 or 11
      return '%' .. width .. '.4e', nil, width
   elseif high > 5 or high < 0 then
      return '%7.4f', 10 ^ (high - 1), 7
   end
   local width = high == 0 and 7 or high + 6
   return '%' .. width .. '.4f', nil, width
end

local function factor(scale) return ('%g *'):format(scale) end

-- The numbers of a storage, one a line.
local function vector(owner, lines)
   local format, scale = style(owner)
   if scale then lines[#lines + 1] = factor(scale) end
   for i = 0, (owner ~= nil and tonumber(owner.count) or 0) - 1 do
      lines[#lines + 1] = format:format(read(owner, i) / (scale or 1))
   end
end

-- The rows of a matrix, in groups of columns that fit a line. As in Torch7 only the first
-- heading is indented, and rows below a factor are indented once more.
local function matrix(x, indent, lines, format, scale, width)
   local rows, columns = tonumber(x.sizes[0]), tonumber(x.sizes[1])
   local down, right = tonumber(x.strides[0]), tonumber(x.strides[1])
   local start, owner = tonumber(x.start), x.owner
   local group = width and math.floor((LINE - #indent) / (width + 1)) or columns
   for first = 1, columns, group do
      local last = math.min(first + group - 1, columns)
      if group < columns then
         if first > 1 then lines[#lines + 1] = '' end
         lines[#lines + 1] = (first == 1 and indent or '')
            .. ('Columns %d to %d'):format(first, last)
      end
      if scale then lines[#lines + 1] = indent .. factor(scale) end
      for i = 0, rows - 1 do
         local row = {}
         for j = first, last do
            local value = read(owner, start + i * down + (j - 1) * right)
            row[#row + 1] = format:format(value / (scale or 1))
         end
         lines[#lines + 1] = indent .. (scale and ' ' or '') .. table.concat(row, ' ')
      end
   end
end

-- Every matrix of the last two dimensions; the first index runs fastest.
local function slices(x, lines)
   local index, more = {}, x:nElement() > 0
   local format, scale, width = style(x.owner)
   for d = 1, x.ndim - 2 do index[d] = 1 end
   while more do
      local slice = new(x.dtype)
      cr.tensor_share(slice, x)
      for d = 1, #index do cr.select(slice, slice, 0, index[d] - 1) end
      if #lines > 0 then lines[#lines + 1] = '' end
      lines[#lines + 1] = '(' .. table.concat(index, ',') .. ',.,.) = '
      matrix(slice, ' ', lines, format, scale, width)
      more = false
      for d = 1, #index do
         if index[d] < tonumber(x.sizes[d - 1]) then
            index[d], more = index[d] + 1, true
            break
         end
         index[d] = 1
      end
   end
end

local function sizes(x)
   local list = {}
   for d = 1, x.ndim do list[d] = ('%d'):format(tonumber(x.sizes[d - 1])) end
   return table.concat(list, 'x')
end

--- The text of a tensor, ending with '[torch.FloatTensor of size 2x3]' and a new line.
function hooks.tostring(self)
   local name = tensor.names[self.dtype]
   if self.ndim == 0 then return ('[%s with no dimension]\n'):format(name) end
   local lines, x = {}, new(self.dtype)
   cr.clone(x, self)
   if x.ndim == 1 then
      vector(x.owner, lines)
   elseif x.ndim == 2 then
      matrix(x, '', lines, style(x.owner))
   else
      slices(x, lines)
   end
   lines[#lines + 1] = ('[%s of size %s]\n'):format(name, sizes(self))
   return table.concat(lines, '\n')
end

--- The text of a storage, ending with '[torch.LongStorage of size 2]' and a new line.
function hooks.tostringStorage(self)
   local lines = {}
   vector(self.owner, lines)
   local name = tensor.names[self.owner.dtype]:gsub('Tensor$', 'Storage')
   lines[#lines + 1] = ('[%s of size %d]\n'):format(name, #self)
   return table.concat(lines, '\n')
end
