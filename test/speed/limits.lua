--- limits.lua - the limits on time that do not compare with PyTorch. Run by `make limits`,
-- on a machine that does little else: prints each figure with its limit; the exit status is
-- the number of limits that were missed.

local ffi = require 'ffi'
local torch = require 'torch'
local nn = require 'nn'
local C = require 'cbind.library'

torch.setnumthreads(1)
torch.manualSeed(1)

-- The least seconds of the processor that f() takes, of several tries.
local function leastTime(f)
   local least = math.huge
   for _ = 1, 9 do
      local began = C.cr_clock_cpu()
      f()
      least = math.min(least, C.cr_clock_cpu() - began)
   end
   return least
end

-- Nanoseconds of one turn of a compiled loop.
local function perCall(loop)
   local turns = 200000
   return leastTime(function() loop(turns) end) / turns * 1e9
end

local limits = {}

--- A limit: what is measured, its unit, the least and the most it may be, and how.
local function limit(title, unit, least, most, measure)
   limits[#limits + 1] = { title = title, unit = unit, least = least, most = most,
      measure = measure }
end

limit('t:add(1) on 10 floats, compiled', 'ns', 0, 25, function()
   local t = torch.FloatTensor(10):fill(1)
   return perCall(function(turns) for _ = 1, turns do t:add(1) end end)
end)

limit('a new view, compiled', 'ns', 0, 350, function()
   local t, view = torch.FloatTensor(10):fill(1), nil
   return perCall(function(turns)
      for _ = 1, turns do view = t:narrow(1, 2, 3) end
      return view
   end)
end)

-- Seconds of the processor that a program takes, the least of several runs.
local function programTime(command)
   local least = math.huge
   for _ = 1, 9 do
      local pipe = io.popen(('bash -c "TIMEFORMAT=\'%%U %%S\'; time %s" 2>&1'):format(command))
      local user, system = pipe:read '*a':match '([%d.]+) ([%d.]+)%s*$'
      pipe:close()
      least = math.min(least, tonumber(user) + tonumber(system))
   end
   return least
end

limit("cresset -e \"require 'nn'\" above bare luajit", 'ms', -1, 20, function()
   local here = debug.getinfo(1, 'S').source:match '^@(.*)test/speed/limits%.lua$'
   local ours = programTime(here .. "build/bin/cresset -e 'require [[nn]]'")
   return (ours - programTime "luajit -e ''") * 1e3
end)

-- The time of a product of two matrices, n x n, and the matrices.
local function productTime(n)
   local a, b, c = torch.FloatTensor(n, n):uniform(), torch.FloatTensor(n, n):uniform(),
      torch.FloatTensor(n, n)
   return leastTime(function() torch.mm(c, a, b) end), a, b, c
end

limit('a product of 1024 x 1024, of the speed of OpenBLAS', 'times', 0.7, math.huge, function()
   ffi.cdef [[
   void cblas_sgemm(int order, int ta, int tb, int m, int n, int k, float alpha,
      const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);
   void openblas_set_num_threads(int count);
   ]]
   local blas, n = ffi.load 'libopenblas.so.0', 1024
   local function floats(t) return ffi.cast('float *', t.owner.memory) + t.start end
   blas.openblas_set_num_threads(1)
   local time, a, b, c = productTime(n)
   return leastTime(function()
      blas.cblas_sgemm(101, 111, 111, n, n, n, 1, floats(a), n, floats(b), n, 0, floats(c), n)
   end) / time
end)

limit('a 1 x 1 convolution, of the speed of a product', 'times', 0.6, math.huge, function()
   local layer = nn.SpatialConvolution(256, 64, 1, 1):float()
   local image = torch.FloatTensor(256, 56, 56):uniform()
   local time = leastTime(function() layer:forward(image) end)
   return 64 * 256 * 56 * 56 / time * productTime(1024) / 1024 ^ 3
end)

limit('60 filters in place of 64, time for each product', 'times', 0.5, 2, function()
   local function perProduct(filters)
      local layer = nn.SpatialConvolution(32, filters, 3, 3, 1, 1, 1, 1):float()
      local images = torch.FloatTensor(2, 32, 32, 32):uniform()
      return leastTime(function() layer:forward(images) end) / filters
   end
   return perProduct(60) / perProduct(64)
end)

local missed = 0
for _, one in ipairs(limits) do
   local figure = one.measure()
   local held = figure >= one.least and figure <= one.most
   local bound = one.most < math.huge and 'at most ' .. one.most or 'at least ' .. one.least
   print(('%-50s %8.2f %-5s  %-14s %s'):format(one.title, figure, one.unit, bound,
      held and 'held' or 'MISSED'))
   missed = missed + (held and 0 or 1)
end
os.exit(missed)
