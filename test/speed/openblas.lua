--- openblas.lua - torch.mm beside the matrix products of OpenBLAS, called without a layer
-- between: GFLOP/s of one thread, the best of many turns that the two take alternately.
--
--    cresset test/speed/openblas.lua [SIZE ...]

local ffi = require 'ffi'
local torch = require 'torch'
local C = require 'cbind.library'

local SECONDS = 1.5 -- for each size and type

ffi.cdef [[
void openblas_set_num_threads(int threads);
char *openblas_get_corename(void);
void cblas_sgemm(int order, int transA, int transB, int m, int n, int k, float alpha,
   const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);
void cblas_dgemm(int order, int transA, int transB, int m, int n, int k, double alpha,
   const double *a, int lda, const double *b, int ldb, double beta, double *c, int ldc);
]]
local openblas = ffi.load 'libopenblas.so.0'
local ROW_MAJOR, AS_IS = 101, 111

local types = {
   { name = 'f32', make = torch.FloatTensor, gemm = openblas.cblas_sgemm, c = 'float *' },
   { name = 'f64', make = torch.DoubleTensor, gemm = openblas.cblas_dgemm, c = 'double *' },
}

-- Processor seconds of `count` calls: other programs on the machine count little.
local function seconds(f, count)
   local began = C.cr_clock_cpu()
   for _ = 1, count do f() end
   return (C.cr_clock_cpu() - began) / count
end

local function compare(type, n)
   local a, b = type.make(n, n):normal(), type.make(n, n):normal()
   local own, other = type.make(n, n), type.make(n, n)
   local function pointer(x) return ffi.cast(type.c, x.owner.memory) end
   local pa, pb, pc = pointer(a), pointer(b), pointer(other)
   local function mm() torch.mm(own, a, b) end
   local function gemm()
      type.gemm(ROW_MAJOR, AS_IS, AS_IS, n, n, n, 1, pa, n, pb, n, 0, pc, n)
   end
   local count = math.max(1, math.floor(2e-3 / seconds(gemm, 2)))
   local best, turns = { math.huge, math.huge }, 0
   local began = C.cr_clock_cpu()
   while turns < 5 or C.cr_clock_cpu() - began < SECONDS do
      best[1] = math.min(best[1], seconds(mm, count))
      best[2] = math.min(best[2], seconds(gemm, count))
      turns = turns + 1
   end
   assert(own:dist(other) < 1e-4 * own:norm(), 'the products differ')
   local flops = 2 * n ^ 3 / 1e9
   print(('%s %5d %12.1f %12.1f %8.2f'):format(type.name, n, flops / best[1],
      flops / best[2], best[2] / best[1]))
end

torch.setnumthreads(1)
openblas.openblas_set_num_threads(1)
torch.manualSeed(1)
print('OpenBLAS for ' .. ffi.string(openblas.openblas_get_corename()))
print('type  size     torch.mm     OpenBLAS    ratio   (GFLOP/s, 1 thread)')
for _, type in ipairs(types) do
   for _, n in ipairs(#arg > 0 and arg or { 64, 128, 256, 512, 1024, 2048 }) do
      compare(type, tonumber(n))
   end
end
