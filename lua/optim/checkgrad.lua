--- checkgrad.lua - compare a gradient with central differences.
--
--    local function cube(p) return p[1] ^ 3, torch.Tensor{3 * p[1] ^ 2} end
--    print(optim.checkgrad(cube, torch.Tensor{2}) < 1e-6) --> true

local call = require 'optim.call'

--- opfunc(x) returns f and df/dx. eps: half the distance of the differences (1e-7).
-- Returns |df/dx - estimate| / |df/dx + estimate|, df/dx, and the estimate.
return function(opfunc, x, eps)
   call.tables('checkgrad', opfunc, x)
   eps = eps or 1e-7
   local _, g = call.evaluate('checkgrad', opfunc, x)
   g = g:clone()
   local estimate, at = g:clone():zero(), x:clone()
   local flat, result = at:view(-1), estimate:view(-1)
   for i = 1, flat:size(1) do
      local kept = flat[i]
      flat[i] = kept + eps
      local above = opfunc(at)
      flat[i] = kept - eps
      local below = opfunc(at)
      flat[i] = kept
      result[i] = (above - below) / (2 * eps)
   end
   local apart = g:clone():add(-1, estimate):norm()
   return apart / g:clone():add(estimate):norm(), g, estimate
end
