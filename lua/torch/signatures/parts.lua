--- parts.lua - cutting tensors into pieces and putting pieces together.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local C = require 'cbind.library'
local own = require 'cbind.own'

local new, scratch, isTensor = tensor.new, tensor.scratch, tensor.isTensor
local list = {}

local function describe(x) return require 'torch.explain'.describe(x) end

-- Pieces of `size` along a dimension, the last perhaps smaller, in a table.
local function pieces(name, result, x, size, dimension)
   if dimension < 0 or dimension >= x.ndim then
      own.raise(('%s: dimension is %d, expected 1 to %d for a %s')
         :format(name, dimension + 1,
         x.ndim, describe(x)))
   end
   local length, at = tonumber(x.sizes[dimension]), 0
   while at < length do
      local piece = new(x.dtype)
      cr.narrow(piece, x, dimension, at, math.min(size, length - at))
      result[#result + 1] = piece
      at = at + size
   end
   return result
end

local function emptied(result)
   for i = #result, 1, -1 do result[i] = nil end
   return result
end

local function split(result, x, size, dimension)
   if size < 1 then own.raise(('split: size is %d, expected 1 or more'):format(size)) end
   return pieces('split', emptied(result), x, size, dimension)
end

list.split = { doc = 'A table of views of size elements along a dimension; the last may be smaller.',
   'x, size:integer, dimension:dimension=1 -> lua split(x, size, dimension)',
   'result:table, x, size:integer, dimension:dimension=1 -> lua into(result, x, size, dimension)',
   split = function(x, size, dimension) return split({}, x, size, dimension) end,
      into = split }

local function chunk(result, x, count, dimension)
   if count < 1 then own.raise(('chunk: count is %d, expected 1 or more')
      :format(count)) end
   local length = dimension >= 0 and dimension < x.ndim and tonumber(x.sizes[dimension])
      or 0
   return pieces('chunk', emptied(result), x, math.ceil(length / count), dimension)
end

list.chunk = { doc = 'A table of at most count views of equal size along a dimension.',
   'x, count:integer, dimension:dimension=1 -> lua chunk(x, count, dimension)',
   'result:table, x, count:integer, dimension:dimension=1 -> lua into(result, x, count, dimension)',
   chunk = function(x, count, dimension) return chunk({}, x, count, dimension) end,
      into = chunk }

-- Put the common shape of `parts` joined along `dimension` into scratch; vectors may be
-- joined
-- along a dimension they lack.
local function joinedShape(parts, dimension)
   local ndim, total = dimension + 1, 0
   for _, part in ipairs(parts) do ndim = math.max(ndim, part.ndim) end
   if dimension < 0 or ndim > tensor.mostDims then
      own.raise(('cat: dimension is %d, expected 1 to %d')
         :format(dimension + 1, tensor.mostDims))
   end
   for i, part in ipairs(parts) do
      for d = 0, ndim - 1 do
         local size = d < part.ndim and tonumber(part.sizes[d]) or 1
         if d == dimension then
            total = total + size
         elseif i == 1 then
            scratch[d] = size
         elseif scratch[d] ~= size then
            own.raise(('cat: tensor %d is %s, expected the sizes of %s but for dimension %d')
               :format(i, describe(part), describe(parts[1]), dimension + 1))
         end
      end
   end
   scratch[dimension] = total
   return ndim
end

-- Copy each part into its place of `whole`.
local function place(whole, parts, dimension)
   local at, view = 0, new(whole.dtype)
   for _, part in ipairs(parts) do
      local size = dimension < part.ndim and tonumber(part.sizes[dimension]) or 1
      cr.narrow(view, whole, dimension, at, size)
      cr.copy(view, part)
      at = at + size
   end
end

-- Join along a dimension, counted from 0; without one along the last. Empty tensors add
-- nothing.
local function cat(res, tensors, dimension)
   local parts = {}
   for i = 1, #tensors do
      local part = tensors[i]
      if not isTensor(part) or part.dtype ~= res.dtype then
         own.raise(('cat: tensor %d is %s, expected a %s'):format(i, describe(part),
            tensor.names[res.dtype]))
      end
      if part.ndim > 0 then parts[#parts + 1] = part end
   end
   if #parts == 0 then
      cr.tensor_resize(res, 0, scratch, nil)
      return res
   end
   local most = 0
   for _, part in ipairs(parts) do most = math.max(most, part.ndim) end
   dimension = dimension or most - 1
   local whole = new(res.dtype)
   cr.tensor_resize(whole, joinedShape(parts, dimension), scratch, nil)
   place(whole, parts, dimension)
   cr.tensor_resize_as(res, whole)
   cr.copy(res, whole)
   return res
end

local function catTable(tensors, dimension)
   if not isTensor(tensors[1]) then
      own.raise(('cat: tensor 1 is %s, expected a tensor'):format(describe(tensors[1])))
   end
   return cat(new(tensors[1].dtype), tensors, dimension)
end

list.cat = { doc = 'Tensors joined along a dimension, the last one if none is given.',
   'tensors:table -> lua join(tensors)',
   'tensors:table, dimension:dimension -> lua join(tensors, dimension)',
   'res, tensors:table -> lua into(res, tensors)',
   'res, tensors:table, dimension:dimension -> lua into(res, tensors, dimension)',
   'a, b -> lua pair(a, b)',
   'a, b, dimension:dimension -> lua pair(a, b, dimension)',
   'res, a, b -> lua intoPair(res, a, b)',
   'res, a, b, dimension:dimension -> lua intoPair(res, a, b, dimension)',
   join = catTable, into = cat,
   pair = function(a, b, dimension) return cat(new(a.dtype), { a, b }, dimension) end,
   intoPair = function(res, a, b, dimension) return cat(res, { a, b }, dimension) end }

local function shaped(res, x, count, sizes)
   cr.tensor_resize(res, count, sizes, nil)
   cr.copy(res, x)
   return res
end

list.reshape = { doc = 'A copy of the elements in another shape.',
   'x, sizes -> lua shaped(x, sizes)',
   'res, x, sizes -> lua into(res, x, sizes)',
   shaped = function(x, count, sizes) return shaped(new(x.dtype), x, count, sizes) end,
   into = shaped }

-- Repeat x, of sizes shape[d] once it has a one for each missing dimension: 3 x (2) and
-- 4 x (5): x as 1 x 2 x 1 x 5 expanded to 3 x 2 x 4 x 5, copied as 6 x 20.
local function spreadOut(res, x, times, shape)
   local count, whole = #times, res
   if not C.cr_tensor_is_contiguous(res) then whole = new(res.dtype) end
   local spread, target = new(x.dtype), new(res.dtype)
   cr.clone(spread, x)
   for d = 1, count do scratch[2 * d - 2], scratch[2 * d - 1] = 1, shape[d] end
   cr.view(spread, spread, 2 * count, scratch)
   for d = 1, count do scratch[2 * d - 2] = times[d] end
   cr.expand(spread, spread, 2 * count, scratch)
   for d = 1, count do scratch[d - 1] = times[d] * shape[d] end
   cr.tensor_resize(whole, count, scratch, nil)
   for d = 1, count do scratch[2 * d - 2], scratch[2 * d - 1] = times[d], shape[d] end
   cr.view(target, whole, 2 * count, scratch)
   cr.copy(target, spread)
   if whole ~= res then
      cr.tensor_resize_as(res, whole)
      cr.copy(res, whole)
   end
   return res
end

-- x as a tensor of `count` dimensions, ones in front; repeated sizes[d] times along each.
local function repeated(res, x, count, sizes)
   if x.ndim == 0 or count < x.ndim then
      own.raise(('repeatTensor: %d numbers for a %s, expected one for each dimension')
         :format(count, describe(x)))
   end
   local times, shape = {}, {}
   for d = 1, count do
      local at = d - 1 - (count - x.ndim)
      times[d], shape[d] = tonumber(sizes[d - 1]), at >= 0 and tonumber(x.sizes[at]) or 1
      if times[d] < 1 then
         own.raise(('repeatTensor: number %d is %d, expected 1 or more')
            :format(d, times[d]))
      end
   end
   if 2 * count > tensor.mostDims then
      own.raise(('repeatTensor: %d numbers, expected at most %d')
         :format(count, tensor.mostDims / 2))
   end
   return spreadOut(res, x, times, shape)
end

list.repeatTensor = { doc = 'The tensor repeated along each dimension, as often as the numbers say.',
   'x, sizes -> lua repeated(x, sizes)',
   'res, x, sizes -> lua into(res, x, sizes)',
   repeated = function(x, count, sizes) return repeated(new(x.dtype), x, count,
      sizes) end,
   into = repeated }

return list
