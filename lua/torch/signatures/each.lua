--- each.lua - Lua functions of elements, and questions about all elements.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local own = require 'cbind.own'
local C = require 'cbind.library'

local new, read, write = tensor.new, tensor.read, tensor.write
local U8 = tonumber(C.CR_U8)
local list = {}

-- The number of the comparison a ~= b.
local NE = 0
while tensor.string(C.cr_compare_name(NE)) ~= 'ne' do NE = NE + 1 end

local function describe(x) return require 'torch.explain'.describe(x) end

-- A view of x if it is contiguous, else a copy: a function that resizes x leaves it
-- alone.
local function packed(x)
   local view = new(x.dtype)
   cr[C.cr_tensor_is_contiguous(x) and 'tensor_share' or 'clone'](view, x)
   return view
end

-- Copies of the other tensors, told to have as many elements as x.
local function packedLike(name, x, other)
   if C.cr_tensor_count(x) ~= C.cr_tensor_count(other) then
      own.raise(('%s: tensor is %s, expected as many elements as in %s'):format(name,
         describe(other), describe(x)))
   end
   return packed(other)
end

-- Put what the function gave in place of an element; nil leaves it.
local function put(name, owner, at, value)
   if type(value) == 'number' then return write(owner, at, value) end
   if value ~= nil then
      own.raise(('%s: the function gave %s, expected a number or nothing'):format(name,
         describe(value)))
   end
end

-- Elements were changed in `y`, which views x or is a copy of it.
local function finish(x, y)
   if not C.cr_tensor_is_contiguous(x) then cr.copy(x, y) end
   return x
end

list.apply = { inplace = true,
   doc = 'Replaces each element by what f(element) gives; where it gives nothing, none changes.',
   'method x!, f:function -> lua apply(x, f)',
   apply = function(x, f)
      local y = packed(x)
      local start, count = tonumber(y.start), tonumber(C.cr_tensor_count(y))
      for at = start, start + count - 1 do put('apply', y.owner, at,
         f(read(y.owner, at))) end
      return finish(x, y)
   end }

list.map = { inplace = true,
   doc = 'Replaces each element by what f(element, element of other) gives, if it gives any.',
   'method x!, other, f:function -> lua map(x, other, f)',
   map = function(x, other, f)
      local y, z = packed(x), packedLike('map', x, other)
      local start, shift = tonumber(y.start), tonumber(z.start - y.start)
      for at = start, start + tonumber(C.cr_tensor_count(y)) - 1 do
         put('map', y.owner, at, f(read(y.owner, at), read(z.owner, at + shift)))
      end
      return finish(x, y)
   end }

list.map2 = { inplace = true,
   doc = 'Replaces each element by what f(element, element of a, element of b) gives, if any.',
   'method x!, a, b, f:function -> lua map(x, a, b, f)',
   map = function(x, a, b, f)
      local y, u, v = packed(x), packedLike('map2', x, a), packedLike('map2', x, b)
      local start, us, vs = tonumber(y.start), tonumber(u.start - y.start),
         tonumber(v.start - y.start)
      for at = start, start + tonumber(C.cr_tensor_count(y)) - 1 do
         put('map2', y.owner, at,
            f(read(y.owner, at), read(u.owner, at + us), read(v.owner, at + vs)))
      end
      return finish(x, y)
   end }

list.equal = { doc = 'Whether both tensors have one shape and equal elements.',
   'x, other -> lua equal(x, other)',
   equal = function(x, other)
      if not C.cr_tensor_same_shape(x, other) then return false end
      if x.ndim == 0 then return true end
      local differ = new(U8)
      cr.compare(differ, x, other, NE)
      return cr.number('any', differ) == 0
   end }

list.nonzero = { doc = 'The indices of the elements that are not 0, one row each, as a torch.LongTensor.',
   'res!:long, x -> nonzero(res, x)' }

return list
