--- matrix.lua - rows and columns of a matrix of 1000 x 1000 floats.

local torch = require 'torch'

return function(define)
   local function matrix(name, reads, writes, prepare)
      define('matrix1000.' .. name, function()
         torch.manualSeed(1)
         local x, out = torch.FloatTensor(1000, 1000):normal(), torch.FloatTensor(1000,
            1000)
         return { run = prepare(x, out), bytes = 4e6 * (reads + writes) }
      end)
   end
   local function layer(name, make)
      matrix(name, 1, 1, function(x)
         local module = make(require 'nn'):float()
         return function() return module:forward(x) end
      end)
   end

   layer('softmax_rows', function(nn) return nn.SoftMax() end)
   layer('log_softmax_rows', function(nn) return nn.LogSoftMax() end)
   layer('layer_norm', function(nn) return nn.LayerNorm(1000, nil, false) end)
   matrix('sum_rows', 1, 0, function(x) return function() return x:sum(2) end end)
   matrix('sum_cols', 1, 0, function(x) return function() return x:sum(1) end end)
   matrix('max_rows', 1, 0, function(x) return function() return x:max(2) end end)
   matrix('max_cols', 1, 0, function(x) return function() return x:max(1) end end)
   matrix('argsort_rows', 1, 3, function(x) return function() return torch.sort(x,
      2) end end)
   matrix('transpose_copy', 1, 1, function(x, o)
      local t = x:t()
      return function() o:copy(t) end
   end)
   matrix('index_select_rows', 1, 1, function(x, o)
      local order = torch.range(1000, 1, -1):long()
      return function() o:index(x, 1, order) end
   end)
   matrix('gather', 3, 1, function(x, o)
      local places = torch.LongTensor(1000, 1000):random(1, 1000)
      return function() o:gather(x, 2, places) end
   end)
   matrix('add_row_vector', 1, 1, function(x, o)
      local row = torch.FloatTensor(1000):normal():view(1, 1000):expand(1000, 1000)
      return function() torch.add(o, x, row) end
   end)
   matrix('masked_fill', 1, 1, function(x, o)
      return function() o:maskedFill(torch.gt(x, 0), 1) end
   end)
end
