--- elementwise.lua - one operation on a million floats, or on sixteen million.

local torch = require 'torch'

local N = 1000000

local function uniform(n) return torch.FloatTensor(n):uniform(0.1, 2.1) end
local function normal(n) return torch.FloatTensor(n):normal(0, 3) end

return function(define)
   -- op(x, y, out); reads and writes count the operands that pass through memory.
   local function elementwise(name, reads, writes, op, options)
      options = options or {}
      define('elementwise.' .. name, function()
         local n = options.n or N
         torch.manualSeed(1)
         local x, y, out = (options.make or uniform)(n), torch.FloatTensor(n):uniform(0.5,
            1.5), torch.FloatTensor(n)
         return { run = function() return op(x, y, out) end, bytes = 4 * (reads
            + writes) * n }
      end)
   end
   local gauss, large = { make = normal }, { n = 2 ^ 24 }

   elementwise('fill_out', 0, 1, function(_, _, o) o:fill(1.5) end)
   elementwise('copy_out', 1, 1, function(x, _, o) o:copy(x) end)
   elementwise('add_out', 2, 1, function(x, y, o) torch.add(o, x, y) end)
   elementwise('add_alloc', 2, 1, function(x, y) return x + y end)
   elementwise('mul_out', 2, 1, function(x, y, o) torch.cmul(o, x, y) end)
   elementwise('div_out', 2, 1, function(x, y, o) torch.cdiv(o, x, y) end)
   elementwise('addcmul_inplace', 3, 1, function(x, y, o) o:addcmul(1e-9, x, y) end)
   elementwise('axpy_inplace', 2, 1, function(x, _, o) o:add(1e-9, x) end)
   elementwise('relu_out', 1, 1, function(x, _, o) torch.cmax(o, x, 0) end, gauss)
   for _, name in ipairs { 'exp', 'tanh', 'sigmoid' } do
      elementwise(name .. '_out', 1, 1, function(x, _, o) torch[name](o, x) end, gauss)
   end
   elementwise('log_out', 1, 1, function(x, _, o) torch.log(o, x) end)
   elementwise('sqrt_out', 1, 1, function(x, _, o) torch.sqrt(o, x) end)
   elementwise('pow3.5_out', 1, 1, function(x, _, o) torch.pow(o, x, 3.5) end)
   elementwise('lt_mask', 2, 0.25, function(x, y) return torch.lt(x, y) end)
   elementwise('chain_fma_tanh_mul', 2, 1, function(x, y)
      return torch.cmul(x, y):add(0.5):tanh():cmul(x)
   end, gauss)
   elementwise('sum', 1, 0, function(x) return x:sum() end)
   elementwise('max', 1, 0, function(x) return x:max() end)
   elementwise('mean_std', 1, 0, function(x) return x:mean(), x:std() end)
   elementwise('norm2', 1, 0, function(x) return x:norm() end)
   elementwise('dot', 2, 0, function(x, y) return x:dot(y) end)
   elementwise('cumsum', 1, 1, function(x, _, o) torch.cumsum(o, x, 1) end)
   define('elementwise.gelu', function()
      local layer, x = require 'nn'.GELU():float(), normal(N)
      return { run = function() return layer:forward(x) end, bytes = 8 * N }
   end)
   define('elementwise.dropout0.5_train', function()
      local layer, x = require 'nn'.Dropout(0.5):float(), uniform(N)
      return { run = function() return layer:forward(x) end, bytes = 8 * N }
   end)
   elementwise('uniform_', 0, 1, function(_, _, o) o:uniform() end)
   elementwise('normal_', 0, 1, function(_, _, o) o:normal() end)
   elementwise('bernoulli_', 0, 1, function(_, _, o) o:bernoulli(0.5) end)
   elementwise('sort', 1, 3, function(x) return torch.sort(x) end)
   elementwise('topk100', 1, 0, function(x) return torch.topk(x, 100) end)
   elementwise('kthvalue', 1, 0, function(x) return torch.kthvalue(x, N / 2) end)
   elementwise('randperm', 0, 2, function() return torch.randperm(N) end)
   elementwise('add_out_16M', 2, 1, function(x, y, o) torch.add(o, x, y) end, large)
   elementwise('add_alloc_16M', 2, 1, function(x, y) return x + y end, large)
   elementwise('tanh_out_16M', 1, 1, function(x, _, o) torch.tanh(o, x) end, { n = 2 ^ 24,
      make = normal })
end
