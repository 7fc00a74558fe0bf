--- overhead.lua - calls on tensors so small that the call is what is measured.
-- A workload that is shorter than the loop around it runs 100 times per call and says so.

local torch = require 'torch'

local function ones(...) return torch.FloatTensor(...):fill(1) end

return function(define)
   local function overhead(name, build)
      define('overhead.' .. name, function() return { run = build() } end)
   end

   overhead('add_inplace_scalar_10', function()
      local t = torch.FloatTensor(10):zero()
      return function() t:add(1) end
   end)
   overhead('add_inplace_scalar_10_x100_nograd', function()
      local t = torch.FloatTensor(10):zero()
      return function() for _ = 1, 100 do t:add(1) end end
   end)
   overhead('add_10', function()
      local a, b = ones(10), ones(10)
      return function() return a + b end
   end)
   overhead('add_out_10', function()
      local a, b, c = ones(10), ones(10), ones(10)
      return function() torch.add(c, a, b) end
   end)
   overhead('mm_10x10', function()
      local a, b = ones(10, 10), ones(10, 10)
      return function() return torch.mm(a, b) end
   end)
   overhead('sum_10', function()
      local t = ones(10)
      return function() return t:sum() end
   end)
   overhead('sum_item_10', function()
      local t = ones(10)
      return function() return t:sum() end
   end)
   overhead('index_read_2d', function()
      local t = ones(10, 10)
      return function() return t[4][5] end
   end)
   overhead('select', function()
      local t = ones(10, 10)
      return function() return t[4] end
   end)
   overhead('view', function()
      local t = ones(10, 10)
      return function() return t:view(100) end
   end)
   overhead('empty_10', function()
      return function() return torch.FloatTensor(10) end
   end)
   overhead('linear_64x64_b1_nograd', function()
      local layer, x = require 'nn'.Linear(64, 64):float(), ones(1, 64)
      return function() return layer:forward(x) end
   end)
end
