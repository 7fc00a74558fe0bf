--- matrix.lua - products of matrices and vectors, and what else is of matrices alone.

local list = {}

local products = {
   mm = { 'a', 'b', 'The matrix product a b.' },
   mv = { 'matrix', 'vector', 'The product of a matrix and a vector.' },
   ger = { 'x', 'y', "The outer product x y' of two vectors." },
   bmm = { 'a', 'b', 'The matrix products a[i] b[i] of two batches.' },
}
for name, p in pairs(products) do
   list[name] = { inplace = true, doc = p[3],
      ('res!, %s, %s -> %s(res, %s, %s)'):format(p[1], p[2], name, p[1], p[2]) }
end

-- In a method M is the object; one number alone is alpha, as nn's layers have it.
local sums = {
   addmm = { 'a', 'b', 'beta * M + alpha * a b, for matrices.' },
   addmv = { 'a', 'v', 'beta * M + alpha * a v, for a matrix a and vectors M and v.' },
   addr = { 'x', 'y', "beta * M + alpha * x y', for a matrix M and vectors x and y." },
   addbmm = { 'a', 'b', 'beta * M + alpha * the sum of all a[i] b[i], for batches a and b.' },
   baddbmm = { 'a', 'b', 'beta * M[i] + alpha * a[i] b[i], for batches.' },
}
for name, p in pairs(sums) do
   local a, b = p[1], p[2]
   local f = ('%s, %s -> %s(%%s, %%s, M, %%s, %s, %s)'):format(a, b, name, a, b)
   list[name] = { inplace = true, doc = p[3],
      'method M!, alpha:number=1, ' .. f:format('M', '1', 'alpha'),
      'method M!, beta:number, alpha:number, ' .. f:format('M', 'beta', 'alpha'),
      'res!, beta:number=1, M, alpha:number=1, ' .. f:format('res', 'beta', 'alpha') }
end

list.dot = { doc = 'The sum of the products of elements.', 'a, b -> number dot(a, b)' }

list.diag = { doc = 'Diagonal k of a matrix, or the square matrix with a vector as diagonal k.',
   'res!, x, k:integer=0 -> diag(res, x, k)' }

list.tril = { doc = 'The matrix with zeros above diagonal k.',
   'res!, x, k:integer=0 -> tril(res, x, k)' }

list.triu = { doc = 'The matrix with zeros below diagonal k.',
   'res!, x, k:integer=0 -> triu(res, x, k)' }

list.trace = { doc = 'The sum of the main diagonal of a matrix.', 'x -> lua trace(x)',
   trace = function(x)
      local diagonal = require 'cbind.tensor'.new(x.dtype)
      local cr = require 'cbind'
      if x.ndim ~= 2 then
         require 'cbind.own'.raise(('trace: tensor is %s, expected a matrix')
            :format(require 'torch.explain'.describe(x)))
      end
      cr.diag(diagonal, x, 0)
      return cr.number('sum_all', diagonal)
   end }

return list
