--- shape.lua - asking for sizes, and giving others.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local C = require 'cbind.library'
local own = require 'cbind.own'

local list = {}

local function describe(x) return require 'torch.explain'.describe(x) end

local function longs(values, count)
   local storage = tensor.newStorage()
   cr.storage_create(storage, tonumber(C.CR_I64), count)
   for d = 0, count - 1 do tensor.write(storage.owner, d, values[d]) end
   return storage
end

local function one(name, x, values, dimension)
   if dimension < 0 or dimension >= x.ndim then
      own.raise(('%s: dimension is %d, expected 1 to %d for a %s')
         :format(name, dimension + 1, x.ndim, describe(x)))
   end
   return tonumber(values[dimension])
end

list.dim = { doc = 'The number of dimensions; 0 for an empty tensor.', 'x -> lua dim(x)',
   dim = function(x) return x.ndim end }
list.nDimension = list.dim

list.size = { doc = 'The sizes as a LongStorage, or the size of one dimension.',
   'x -> lua all(x)', 'x, dimension:dimension -> lua one(x, dimension)',
   all = function(x) return longs(x.sizes, x.ndim) end,
   one = function(x, dimension) return one('size', x, x.sizes, dimension) end }

list.stride = { doc = 'The strides in elements as a LongStorage, or that of one dimension.',
   'x -> lua all(x)', 'x, dimension:dimension -> lua one(x, dimension)',
   all = function(x) return longs(x.strides, x.ndim) end,
   one = function(x, dimension) return one('stride', x, x.strides, dimension) end }

list.nElement = { doc = 'The number of elements.', 'x -> lua count(x)',
   count = function(x) return tonumber(C.cr_tensor_count(x)) end }
list.numel = list.nElement

list.storage = { doc = 'The storage that holds the elements; nil if there is none yet.',
   'x -> lua get(x)',
   get = tensor.storageOf }

list.storageOffset = { doc = 'The position of the first element in the storage, from 1.',
   'x -> lua get(x)',
   get = function(x) return tonumber(x.start) + 1 end }

list.elementSize = { doc = 'Bytes of an element.', 'x -> lua get(x)',
   get = function(x) return tonumber(C.cr_dtype_size(x.dtype)) end }

list.isContiguous = { doc = 'Whether the elements lie in row-major order without gaps.',
   'x -> lua get(x)',
   get = function(x) return C.cr_tensor_is_contiguous(x) end }

list.isSameSizeAs = { doc = 'Whether both tensors have the same shape.',
   'x, other -> lua get(x, other)',
   get = function(x, other) return C.cr_tensor_same_shape(x, other) end }

list.isSetTo = { doc = 'Whether both tensors are the same view of the same storage.',
   'x, other -> lua get(x, other)',
   get = function(x, other)
      if x.owner == nil or x.owner ~= other.owner
         or x.start ~= other.start then return false end
      if not C.cr_tensor_same_shape(x, other) then return false end
      for d = 0, x.ndim - 1 do
         if x.strides[d] ~= other.strides[d] then return false end
      end
      return true
   end }

list.isSize = { doc = 'Whether the sizes are those in a LongStorage.',
   'x, sizes -> lua get(x, sizes)',
   get = function(x, count, sizes)
      local same = count == x.ndim
      for d = 0, count - 1 do same = same and sizes[d] == x.sizes[d] end
      return same
   end }

list.resize = { doc = 'Gives the tensor other sizes; the storage grows if it must, elements are not moved.',
   'x, shape:storage, strides:storage -> lua strided(x, shape, strides)',
   'x, sizes -> lua resize(x, sizes)',
   resize = function(x, count, sizes)
      cr.tensor_resize(x, count, sizes, nil)
      return x
   end,
   strided = function(x, shape, strides)
      require 'torch.placement'.sized('resize', x, shape, strides)
      return x
   end }

list.resizeAs = { doc = 'Gives the tensor the sizes of another.',
   'x, template -> lua resize(x, template)',
   resize = function(x, template)
      cr.tensor_resize_as(x, template)
      return x
   end }

list.set = { doc = 'Lets the tensor view the memory of a tensor or a storage.',
   'x -> lua empty(x)',
   'x, source -> lua share(x, source)',
   'x, storage:storage -> lua place(x, storage)',
   'x, storage:storage, offset:number -> lua place(x, storage, offset)',
   'x, storage:storage, offset:number, shape:storage, strides:storage -> lua place(x, storage, offset, shape, strides)',
   'x, storage:storage, offset:number, sizes -> lua sized(x, storage, offset, sizes)',
   empty = function(x)
      cr.tensor_set(x, nil, 0, 0, nil, nil)
      return x
   end,
   share = function(x, source)
      cr.tensor_share(x, source)
      return x
   end,
   place = function(x, storage, ...)
      require 'torch.placement'.place('set', x, storage, ...)
      return x
   end,
   sized = function(x, storage, offset, count, sizes)
      local pairs_ = {}
      for d = 0, count - 1 do pairs_[d + 1] = tonumber(sizes[d]) end
      require 'torch.placement'.place('set', x, storage, offset, unpack(pairs_))
      return x
   end }

return list
