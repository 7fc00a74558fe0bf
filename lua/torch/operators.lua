--- operators.lua - a + b, a - b, a * b, a / b, a % b and -a of tensors and numbers, as in
-- Torch7:
-- the product of two tensors is that of matrices and vectors.

local tensor = require 'cbind.tensor'
local own = require 'cbind.own'
local explain = require 'torch.explain'
local hooks, isTensor = tensor.hooks, tensor.isTensor

local function refuse(op, a, b)
   own.raise(('%s: operands are %s and %s, expected tensors or numbers')
      :format(op, explain.describe(a),
      explain.describe(b)))
end

return function(torch)
   function hooks.add(a, b)
      if isTensor(a) and (isTensor(b) or type(b) == 'number') then return torch.add(a,
         b) end
      if type(a) == 'number' then return torch.add(b, a) end
      refuse('+', a, b)
   end

   function hooks.sub(a, b)
      if isTensor(a) and isTensor(b) then return torch.add(a, -1, b) end
      if isTensor(a) and type(b) == 'number' then return torch.add(a, -b) end
      if type(a) == 'number' then return torch.neg(b):add(a) end
      refuse('-', a, b)
   end

   -- vector * vector is their dot product.
   local function product(a, b)
      if a.ndim == 1 and b.ndim == 1 then return torch.dot(a, b) end
      if a.ndim == 2 and b.ndim == 1 then return torch.mv(a, b) end
      if a.ndim == 2 and b.ndim == 2 then return torch.mm(a, b) end
      refuse('*', a, b)
   end

   function hooks.mul(a, b)
      if isTensor(a) and isTensor(b) then return product(a, b) end
      if isTensor(a) and type(b) == 'number' then return torch.mul(a, b) end
      if type(a) == 'number' then return torch.mul(b, a) end
      refuse('*', a, b)
   end

   function hooks.div(a, b)
      if isTensor(a) and type(b) == 'number' then return torch.div(a, b) end
      refuse('/', a, b)
   end

   function hooks.mod(a, b)
      if isTensor(a) and type(b) == 'number' then return torch.remainder(a, b) end
      refuse('%', a, b)
   end

   function hooks.unm(a) return torch.neg(a) end
end
