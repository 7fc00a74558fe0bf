--- view.lua - tensors that share the memory of another.

local tensor = require 'cbind.tensor'
local cr = require 'cbind'
local own = require 'cbind.own'

local list = {}

list.narrow = { doc = 'The part of a dimension that begins at index and has size elements; memory is shared.',
   'x, dimension:dimension, index:index, size:integer -> view narrow(x, dimension, index, size)' }

list.select = { doc = 'The slice at index of a dimension, with one dimension less; of a vector, the number there.',
   'x, dimension:dimension, index:index -> lua select(x, dimension, index)',
   select = function(x, dimension, index)
      local view = tensor.new(x.dtype)
      cr.select(view, x, dimension, index)
      if x.ndim == 1 then return tensor.read(view.owner, tonumber(view.start)) end
      return view
   end }

list.transpose = { doc = 'The tensor with two dimensions exchanged; memory is shared.',
   'x, a:dimension, b:dimension -> view transpose(x, a, b)' }

list.permute = { doc = 'The tensor with its dimensions in another order; memory is shared.',
   'x, sizes -> lua permute(x, sizes)',
   permute = function(x, count, order)
      for d = 0, count - 1 do order[d] = order[d] - 1 end
      local view = tensor.new(x.dtype)
      cr.permute(view, x, count, order)
      return view
   end }

-- first and last of a dimension, from 1; negative ones count back from the end.
local function between(view, dimension, first, last)
   local size = dimension < view.ndim and tonumber(view.sizes[dimension]) or 0
   if first < 0 then first = first + size + 1 end
   if last < 0 then last = last + size + 1 end
   if not (first >= 1 and last >= first and last <= size) then
      own.raise(('sub: range is %d to %d, expected one within 1 to %d for dimension %d of a %s')
         :format(first, last, size, dimension + 1,
            require 'torch.explain'.describe(view)))
   end
   cr.narrow(view, view, dimension, first - 1, last - first + 1)
end

list.sub = { doc = 'The part from first to last of up to four dimensions; memory is shared. '
      .. 'Negative positions count back from the end.',
   'x, first1:integer, last1:integer -> lua part(x, first1, last1)',
   'x, first1:integer, last1:integer, first2:integer, last2:integer '
      .. '-> lua part(x, first1, last1, first2, last2)',
   'x, first1:integer, last1:integer, first2:integer, last2:integer, first3:integer, '
      .. 'last3:integer -> lua part(x, first1, last1, first2, last2, first3, last3)',
   'x, first1:integer, last1:integer, first2:integer, last2:integer, first3:integer, '
      .. 'last3:integer, first4:integer, last4:integer '
      .. '-> lua part(x, first1, last1, first2, last2, first3, last3, first4, last4)',
   part = function(x, ...)
      local view = tensor.new(x.dtype)
      cr.tensor_share(view, x)
      for i = 1, select('#', ...), 2 do between(view, (i - 1) / 2, select(i, ...)) end
      return view
   end }

list.t = { doc = 'The transpose of a matrix; memory is shared.',
   'x -> lua t(x)',
   t = function(x)
      if x.ndim ~= 2 then
         own.raise(('t: tensor is %s, expected a matrix')
            :format(require 'torch.explain'.describe(x)))
      end
      local view = tensor.new(x.dtype)
      cr.transpose(view, x, 0, 1)
      return view
   end }

list.unfold = { doc = 'Windows of size elements, step apart, along a dimension; they become the last dimension.',
   'x, dimension:dimension, size:integer, step:integer -> view unfold(x, dimension, size, step)' }

list.squeeze = { doc = 'The tensor without dimensions of size 1: all, or one; memory is shared.',
   'res!, x -> lua all(res, x)',
   'res!, x, dimension:dimension -> squeeze_dimension(res, x, dimension)',
   all = function(res, x)
      local count = 0
      for d = 0, x.ndim - 1 do count = count + (x.sizes[d] ~= 1 and 1 or 0) end
      cr.squeeze(res, x)
      if count == 0 and x.ndim > 0 then return tensor.read(x.owner, tonumber(x.start)) end
      return res
   end }

list.view = { doc = 'The same elements in another shape; memory is shared. One size may be -1.',
   'x, sizes -> view view(x, sizes)',
   'res, x, sizes -> lua into(res, x, sizes)',
   into = function(res, x, count, sizes)
      cr.view(res, x, count, sizes)
      return res
   end }

list.viewAs = { doc = 'The same elements in the shape of template; memory is shared.',
   'x, template -> view view(x, template.ndim, template.sizes)',
   'res, x, template -> lua into(res, x, template)',
   into = function(res, x, template)
      cr.view(res, x, template.ndim, template.sizes)
      return res
   end }

list.expand = { doc = 'Repeats dimensions of size 1 without copying.',
   'x, sizes -> view expand(x, sizes)',
   'res, x, sizes -> lua into(res, x, sizes)',
   into = function(res, x, count, sizes)
      cr.expand(res, x, count, sizes)
      return res
   end }

list.expandAs = { doc = 'Repeats dimensions of size 1 up to the shape of template, without copying.',
   'x, template -> view expand(x, template.ndim, template.sizes)',
   'res, x, template -> lua into(res, x, template)',
   into = function(res, x, template)
      cr.expand(res, x, template.ndim, template.sizes)
      return res
   end }

list.unsqueeze = { doc = 'A new dimension of size 1 before the given one; memory is shared.',
   'x, dimension:dimension -> view unsqueeze(x, dimension)' }

return list
