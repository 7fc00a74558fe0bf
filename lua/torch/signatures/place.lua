--- place.lua - elements chosen by index or mask. As in Torch7 these are methods, and what
-- changes the object returns its last argument.

local cr = require 'cbind'

local list = {}

list.index = { doc = 'The slices of x at the indices along a dimension, in a new tensor.',
   'method res!, x, dimension:dimension, index:long '
      .. '-> index_select(res, x, dimension, index)' }

list.indexCopy = { doc = 'Copies the slices of source to the indices along a dimension of x.',
   'method x, dimension:dimension, index:long, source '
      .. '-> lua copy(x, dimension, index, source)',
   copy = function(x, dimension, index, source)
      cr.index_copy(x, dimension, index, source)
      return source
   end }

list.indexAdd = { doc = 'Adds the slices of source to those at the indices along a dimension of x.',
   'method x, dimension:dimension, index:long, source '
      .. '-> lua add(x, dimension, index, source)',
   add = function(x, dimension, index, source)
      cr.index_add(x, dimension, index, source)
      return source
   end }

list.indexFill = { doc = 'Every element of the slices at the indices becomes value.',
   'method x, dimension:dimension, index:long, value:number '
      .. '-> lua fill(x, dimension, index, value)',
   fill = function(x, dimension, index, value)
      cr.index_fill(x, dimension, index, value)
      return value
   end }

list.gather = { doc = 'The elements of x at the indices along a dimension: '
      .. 'res[i][j] = x[index[i][j]][j] along the first.',
   'res!, x, dimension:dimension, index:long -> gather(res, x, dimension, index)' }

list.scatter = { doc = 'Writes source, or value, to the indices along a dimension of x: '
      .. 'x[index[i][j]][j] = source[i][j] along the first.',
   'x, dimension:dimension, index:long, source -> lua copy(x, dimension, index, source)',
   'x, dimension:dimension, index:long, value:number -> lua fill(x, dimension, index, value)',
   copy = function(x, dimension, index, source)
      cr.scatter(x, dimension, index, source)
      return x
   end,
   fill = function(x, dimension, index, value)
      cr.scatter_fill(x, dimension, index, value)
      return x
   end }

list.maskedSelect = { doc = 'The elements of x where mask is 1, in a new vector.',
   'method res!, x, mask:byte -> masked_select(res, x, mask)' }

list.maskedCopy = { doc = 'Where mask is 1, x takes the next element of source.',
   'method x, mask:byte, source -> lua copy(x, mask, source)',
   copy = function(x, mask, source)
      cr.masked_copy(x, mask, source)
      return x
   end }

list.maskedFill = { doc = 'Where mask is 1, x becomes value.',
   'method x, mask:byte, value:number -> lua fill(x, mask, value)',
   fill = function(x, mask, value)
      cr.masked_fill(x, mask, value)
      return value
   end }

return list
