--- reduce.lua - sums, extremes and other figures, of a whole tensor or along a dimension.

local list = {}

local function both(name, doc)
   list[name] = { doc = doc .. ' of all elements, or along a dimension, which then has size 1.',
      ('x -> number %s_all(x)'):format(name),
      ('res!, x, dimension:dimension -> %s(res, x, dimension)'):format(name) }
end
both('sum', 'The sum')
both('prod', 'The product')
both('mean', 'The mean')

local function spread(name, doc)
   list[name] = {
      doc = doc .. ' of all elements or along a dimension; squares are divided by n - 1, '
         .. 'by n if biased.',
      ('x, biased:boolean=false -> number %s_all(x, biased)'):format(name),
      ('res!, x, dimension:dimension, biased:boolean=false -> %s(res, x, dimension, biased)')
         :format(name) }
end
spread('var', 'The variance')
spread('std', 'The standard deviation')

local function extreme(name, doc)
   list[name] = {
      doc = doc .. ' element; along a dimension also the indices, as a torch.LongTensor.',
      ('x -> number %s_all(x)'):format(name),
      ('res!, indices!:long, x, dimension:dimension -> %s(res, indices, x, dimension)')
         :format(name) }
end
extreme('max', 'The largest')
extreme('min', 'The smallest')

list.norm = { doc = 'The p-norm (sum |x|^p)^(1/p) of all elements or along a dimension; '
      .. 'p = 0 counts the elements that are not 0.',
   'x, p:number=2 -> number norm_all(x, p)',
   'res!, x, p:number, dimension:dimension -> norm(res, x, p, dimension)' }

list.dist = { doc = 'The p-norm of the difference of two tensors.',
   'x, other, p:number=2 -> number dist(x, other, p)' }

list.all = { doc = 'Whether every element of a torch.ByteTensor is not 0.',
   'x:byte -> truth all(x)' }
list.any = { doc = 'Whether any element of a torch.ByteTensor is not 0.',
   'x:byte -> truth any(x)' }

list.cumsum = { doc = 'Running sums along a dimension.',
   'res!, x, dimension:dimension=1 -> cumsum(res, x, dimension)' }
list.cumprod = { doc = 'Running products along a dimension.',
   'res!, x, dimension:dimension=1 -> cumprod(res, x, dimension)' }

return list
