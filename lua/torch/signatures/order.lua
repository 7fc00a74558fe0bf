--- order.lua - rows in order: sort, topk, kthvalue, median, mode. Without a dimension the
-- last one is meant.

local list = {}

list.sort = { doc = 'The elements of each row in order, the smallest first or the largest if '
      .. 'descending, and their places, as a torch.LongTensor.',
   'res!, indices!:long, x, dimension:dimension=x.ndim, descending:boolean=false '
      .. '-> sort(res, indices, x, dimension, descending)' }

list.topk = { doc = 'The k smallest or largest elements of each row and their places, in '
      .. 'order if sorted.',
   'res!, indices!:long, x, k:integer=1, dimension:dimension=x.ndim, largest:boolean=false, '
      .. 'sorted:boolean=false -> topk(res, indices, x, k, dimension, largest, sorted)' }

list.kthvalue = { doc = 'The k-th smallest element of each row and its place.',
   'res!, indices!:long, x, k:integer, dimension:dimension=x.ndim '
      .. '-> kthvalue(res, indices, x, k, dimension)' }

list.median = { doc = 'The middle element of each row, the smaller of two, and its place.',
   'res!, indices!:long, x, dimension:dimension=x.ndim -> median(res, indices, x, dimension)' }

list.mode = { doc = 'The most frequent element of each row, the smallest of several, and '
      .. 'where it stands last.',
   'res!, indices!:long, x, dimension:dimension=x.ndim -> mode(res, indices, x, dimension)' }

return list
