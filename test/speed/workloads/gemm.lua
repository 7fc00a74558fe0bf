--- gemm.lua - matrix products through the tensor API.

local torch = require 'torch'

return function(define)
   local function product(m, n, k, kind)
      define(('gemm.%s_%dx%dx%d'):format(kind, m, n, k), function()
         torch.manualSeed(1)
         local a = torch.FloatTensor(m, k):normal()
         local b = kind == 'nn' and torch.FloatTensor(k, n):normal()
            or torch.FloatTensor(n, k):normal():t()
         local out = torch.FloatTensor(m, n)
         return { run = function() torch.mm(out, a, b) end, flops = 2 * m * n * k }
      end)
   end
   for _, size in ipairs { 256, 512, 1024, 2048 } do product(size, size, size, 'nn') end
   product(64, 256, 784, 'nt')
   product(32, 1024, 256, 'nt')
   product(50, 2048, 512, 'nt')
   product(1, 4096, 4096, 'nt')
   product(1, 1024, 1024, 'nt')

   define('gemm.bmm_64x64x64x64', function()
      local a, b = torch.FloatTensor(64, 64, 64):normal(), torch.FloatTensor(64, 64,
         64):normal()
      local out = torch.FloatTensor(64, 64, 64)
      return { run = function() torch.bmm(out, a, b) end, flops = 2 * 64 ^ 4 }
   end)
end
