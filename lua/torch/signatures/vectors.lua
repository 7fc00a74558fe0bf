--- vectors.lua - cross products, bounded norms, distances of rows, histograms.

local list = {}

list.cross = { doc = 'The cross products of the vectors along a dimension of size 3, the first '
      .. 'such if none is given.',
   'res!, a, b, dimension:dimension=0 -> cross(res, a, b, dimension)' }

list.renorm = { doc = 'x, where slices along a dimension whose p-norm is above maxnorm are '
      .. 'scaled down to it.', inplace = 'x',
   'res!, x, p:number, dimension:dimension, maxnorm:number '
      .. '-> renorm(res, x, p, dimension, maxnorm)' }

list.match = { doc = 'gain * |a[i] - b[j]|^2 for all rows of two tensors.',
   'res!, a, b, gain:number=1 -> match(res, a, b, gain)' }

local function histogram(name, doc)
   list[name] = { doc = doc .. ' in bins of equal width from min to max; from the smallest '
         .. 'element to the largest if both are left out.',
      ('res!, x, bins:integer=100, min:number=0, max:number=0 -> %s(res, x, bins, min, max)')
         :format(name) }
end
histogram('histc', 'How many elements lie')
histogram('bhistc', 'How many elements of each row of a matrix lie')

return list
