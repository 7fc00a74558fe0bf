--- exact.lua - nn.exact: whether convolutions may save products.

local C = require 'cbind.library'
local cr = require 'cbind'
local own = require 'cbind.own'
local explain = require 'torch.explain'

--- nn.exact(true) makes every convolution of floats a sum of products; nn.exact(false),
-- the state at the start, lets those of 3 x 3 kernels take Winograd's tiles, which are
-- faster and within 1e-5 of the largest result. Returns whether it was exact before;
-- nn.exact() only says so.
local function exact(isExact)
   local before = C.cr_convolve_exact() ~= 0
   if isExact == nil then return before end
   if type(isExact) ~= 'boolean' then
      own.raise(('exact: argument is %s, expected a boolean'):format(
         explain.describe(isExact)))
   end
   cr.convolve_exact_use(isExact and 1 or 0)
   return before
end

return exact
