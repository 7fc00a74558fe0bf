--- matrices.lua - random matrices of both types in different layouts, for linear algebra.

local torch = require 'torch'

local matrices = {}

local epsilon = { ['torch.FloatTensor'] = 2 ^ -23, ['torch.DoubleTensor'] = 2 ^ -52 }

-- How an m x n matrix may lie in memory: by rows, by columns, every third element, inside
-- a larger one.
local layouts = {
   function(make, m, n) return make(m, n) end,
   function(make, m, n) return make(n, m):t() end,
   function(make, m, n) return make(m, n, 3):select(3, 2) end,
   function(make, m, n) return make(m + 2, n + 3):narrow(1, 2, m):narrow(2, 3, n) end,
}

--- Calls check(random, make) for each type and layout: random(m, n) is a new matrix of
-- normal numbers, make the constructor of the type.
function matrices.each(check)
   torch.manualSeed(7)
   for _, make in ipairs { torch.DoubleTensor, torch.FloatTensor } do
      for _, lay in ipairs(layouts) do
         check(function(m, n) return lay(make, m, n):copy(torch.randn(m, n)) end, make)
      end
   end
end

--- Whether all elements are as equal as sums of `terms` rounded products may be.
function matrices.near(got, wanted, terms)
   if not got:isSameSizeAs(wanted) or got:type() ~= wanted:type() then return false end
   local limit = 8 * (terms or 1) * epsilon[got:type()]
   local scale = math.max(1, torch.abs(got):max(), torch.abs(wanted):max())
   return torch.add(got, -1, wanted):abs():max() <= limit * scale
end

--- The n x n identity of the type of x.
function matrices.identity(x, n) return torch.eye(n):typeAs(x) end

--- Whether the columns are orthonormal.
function matrices.orthonormal(q)
   return matrices.near(q:t() * q, matrices.identity(q, q:size(2)), q:size(1))
end

--- A positive definite matrix with the elements' type and layout of x, which is square.
function matrices.positive(x)
   local n = x:size(1)
   return x:copy(x * x:t() + matrices.identity(x, n) * n)
end

return matrices
