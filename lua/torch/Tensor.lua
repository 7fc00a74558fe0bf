--- Tensor.lua - constructors of tensors: torch.Tensor(2, 3) of sizes, whose elements are not
-- set; torch.FloatTensor{{1, 2}, {3, 4}} of numbers; torch.Tensor(x), another name for a tensor
-- or storage x, with offset, sizes and strides if they follow. torch.Tensor is the default type.
--
--    print(torch.FloatTensor{{1, 2}, {3, 4}}:type(), torch.IntTensor(2, 3):size(2))
--    --> torch.FloatTensor 3

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local own = require 'cbind.own'
local sizesOf = require 'torch.sizes'
local explain = require 'torch.explain'
local typename = require 'torch.class'.typename

local isTensor, isStorage, new, scratch = tensor.isTensor, tensor.isStorage, tensor.new,
   tensor.scratch
local LONG = tonumber(require 'cbind.library'.CR_I64)

-- The sizes of nested tables, from their first elements.
local function measure(name, list, sizes)
   if #list == 0 then
      own.raise(name .. ': a nested table is empty, expected numbers or tables')
   end
   sizes[#sizes + 1] = #list
   if type(list[1]) == 'table' then measure(name, list[1], sizes) end
   return sizes
end

local function fillFrom(name, self, list, depth, at)
   local owner = self.owner
   local size = tonumber(self.sizes[depth - 1])
   if #list ~= size then
      own.raise(('%s: tables of %d and %d elements, expected equal sizes at depth %d')
         :format(name, size, #list, depth))
   end
   for i = 1, size do
      local value = list[i]
      if depth < self.ndim then
         if type(value) ~= 'table' then
            own.raise(('%s: element is %s, expected a table at depth %d')
               :format(name, explain.describe(value), depth))
         end
         at = fillFrom(name, self, value, depth + 1, at)
      else
         if type(value) ~= 'number' then
            own.raise(('%s: element %d is %s, expected a number')
               :format(name, i, explain.describe(value)))
         end
         tensor.write(owner, at, value)
         at = at + 1
      end
   end
   return at
end

local function fromTable(name, self, list)
   if #list == 0 then return self end
   local sizes = measure(name, list, {})
   local count = sizesOf(name, unpack(sizes))
   cr.tensor_resize(self, count, scratch, nil)
   fillFrom(name, self, list, 1, 0)
   return self
end

-- Torch7 gives new tensors uninitialised memory; what a script reads from it is chance.
local function fromSizes(name, self, ...)
   local count = sizesOf(name, ...)
   for d = 0, count - 1 do
      if scratch[d] < 0 then
         own.raise(('%s: size %d is %d, expected 0 or more'):format(name, d + 1,
            tonumber(scratch[d])))
      end
   end
   cr.tensor_resize(self, count, scratch, nil)
   return self
end

local function fromStorage(name, self, storage, offset, ...)
   if storage.owner.dtype ~= self.dtype then
      own.raise(('%s: argument 1 is %s, expected a storage of the same type')
         :format(name, typename(storage)))
   end
   require 'torch.placement'.place(name, self, storage, offset, ...)
   return self
end

--- Fill the empty tensor `self` from any of Torch7's constructor arguments.
local function construct(name, self, first, ...)
   if first == nil then
      if select('#', ...) > 0 then
         own.raise(name .. ': argument 1 is nil, expected sizes, a table, a tensor or a storage')
      end
      return self
   elseif isTensor(first) then -- whatever follows: t:new(5) views t
      if first.dtype ~= self.dtype then
         own.raise(('%s: argument 1 is %s, expected a tensor of the same type; convert it with :type()')
            :format(name, explain.describe(first)))
      end
      cr.tensor_share(self, first)
      return self
   elseif isStorage(first) then
      local ofSizes = first.owner.dtype == LONG and self.dtype ~= LONG
      if ofSizes then return require 'torch.placement'.sized(name, self, first, ...) end
      return fromStorage(name, self, first, ...)
   elseif type(first) == 'table' then
      if select('#', ...) > 0 then
         own.raise(name .. ': nothing may follow a table of numbers')
      end
      return fromTable(name, self, first)
   elseif type(first) == 'number' then
      return fromSizes(name, self, first, ...)
   end
   own.raise(('%s: argument 1 is %s, expected sizes, a table, a tensor or a storage')
      :format(name,
      explain.describe(first)))
end

-- A tensor of the type `dtype` made from Torch7's constructor arguments.
return function(dtype, ...)
   return construct(tensor.names[dtype], new(dtype), ...)
end
