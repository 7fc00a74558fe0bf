--- copy.lua - copies, conversions between types, and Lua tables of the elements.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'

local list = {}

list.copy = { inplace = 'x', doc = 'Copies as many elements from source, of any type and shape.',
   'x, source -> lua copy(x, source)',
   copy = function(x, source)
      cr.copy(x, source)
      return x
   end }

list.clone = { doc = 'A contiguous copy.', 'x -> view clone(x)' }

list.contiguous = { doc = 'The tensor itself if it is contiguous, else a contiguous copy.',
   'x -> lua contiguous(x)',
   contiguous = function(x)
      if require 'cbind.library'.cr_tensor_is_contiguous(x) then return x end
      local copy = tensor.new(x.dtype)
      cr.clone(copy, x)
      return copy
   end }

-- The rows of nested tables, one level per dimension.
local function rows(x, depth, at)
   local result, stride, last = {}, tonumber(x.strides[depth]), depth == x.ndim - 1
   for i = 1, tonumber(x.sizes[depth]) do
      result[i] = last and tensor.read(x.owner, at) or rows(x, depth + 1, at)
      at = at + stride
   end
   return result
end

list.totable = { doc = 'The elements as nested Lua tables.', 'x -> lua totable(x)',
   totable = function(x)
      if x.ndim == 0 then return {} end
      return rows(x, 0, tonumber(x.start))
   end }

local function converted(x, dtype)
   if x.dtype == dtype then return x end
   local result = tensor.new(dtype)
   cr.tensor_resize_as(result, x)
   cr.copy(result, x)
   return result
end

local dtypes = {}
for dtype, name in pairs(tensor.names) do
   dtypes[name] = dtype
   local method = name:match '%.(.*)Tensor':lower()
   list[method] = { doc = ('The elements as a %s; the tensor itself if it is one.')
      :format(name),
      'x -> lua convert(x)', convert = function(x) return converted(x, dtype) end }
end

list.type = { doc = "The name of the tensor's type, or the elements as a tensor of the type named.",
   'x -> lua name(x)', 'x, typename:string -> lua convert(x, typename)',
   name = function(x) return tensor.names[x.dtype] end,
   convert = function(x, typename)
      local dtype = dtypes[typename]
      if not dtype then
         require 'cbind.own'.raise(("type: there is no tensor type '%s'")
            :format(typename))
      end
      return converted(x, dtype)
   end }

list.typeAs = { doc = 'The elements as a tensor of the type of template.',
   'x, template -> lua convert(x, template)',
   convert = function(x, template) return converted(x, template.dtype) end }

return list
