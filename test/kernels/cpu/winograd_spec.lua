--- Convolutions by Winograd's tiles at every CPU level, against those of doubles, which
-- are sums of products and compared with plain loops in convolve_spec.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local filled = require 'test.support.filled'

-- N C H W, K, padH padW.
local CASES = {
   { 2, 32, 12, 12, 32, 1, 1 },   -- whole tiles
   { 3, 48, 7, 7, 80, 1, 1 },     -- tiles that stick out, several images in a block
   { 2, 33, 13, 15, 70, 0, 0 },   -- channels that fill no vector
   { 1, 40, 9, 130, 36, 2, 2 },   -- patches side by side, the widest padding
   { 1, 36, 11, 9, 45, 3, 1 },    -- padding beyond the kernel: gradients are cropped
   { 5, 64, 14, 14, 64, 1, 0 },
   { 2, 192, 9, 9, 224, 1, 1 },   -- many filters pass by
   { 17, 256, 8, 12, 192, 1, 1 }, -- in several blocks
}

local function random(count, generator)
   local result = {}
   for i = 1, count do result[i] = torch.random(generator, 1, 40) end
   return result
end

local function randomCase(generator)
   local r = random(6, generator)
   return { 1 + r[1] % 5, 32 + r[2], 4 + r[3], 4 + r[4], 32 + r[5], r[6] % 3, r[1] % 3 }
end

local function uniform(...)
   return torch.DoubleTensor(...):uniform(-1, 1):float()
end

local function near(x, expected, tolerance, what)
   local distance = x:double():add(-1, expected):abs():max()
   local largest = expected:abs():max()
   assert.is_true(distance <= tolerance * largest,
      ('%s: off by %g of the largest'):format(what, distance / largest))
end

local function check(case, what)
   local N, C, H, W, K, ph, pw = unpack(case)
   local x, w, b = uniform(N, C, H, W), uniform(K, C, 3, 3), uniform(K)
   local y, Y, dx, DX = torch.FloatTensor(), torch.DoubleTensor(), torch.FloatTensor(),
      torch.DoubleTensor()
   cr.convolve(y, x, w, b, 1, 1, ph, pw, 1, 1, 1)
   cr.convolve(Y, x:double(), w:double(), b:double(), 1, 1, ph, pw, 1, 1, 1)
   near(y, Y, 1e-5, what .. ' output')
   local dy = uniform(N, K, y:size(3), y:size(4))
   cr.convolve_backward_input(dx, dy, w, H, W, 1, 1, ph, pw, 1, 1, 1)
   cr.convolve_backward_input(DX, dy:double(), w:double(), H, W, 1, 1, ph, pw, 1, 1, 1)
   near(dx, DX, 1e-5, what .. ' gradInput')
   local gw, GW = w:clone(), w:double()
   cr.convolve_backward_weight(gw, nil, x, dy, 0.5, 1, 1, ph, pw, 1, 1, 1)
   cr.convolve_backward_weight(GW, nil, x:double(), dy:double(), 0.5, 1, 1, ph, pw, 1, 1,
      1)
   near(gw, GW, 1e-5, what .. ' gradWeight')
end

describe('convolution by tiles', function()
   it('is that of doubles, with its gradients', function()
      torch.manualSeed(1)
      eachLevel(function(level)
         for _, case in ipairs(CASES) do
            check(case, level .. ' ' .. table.concat(case, ' '))
         end
      end)
   end)

   it('is that of doubles for random shapes', function()
      local generator = torch.Generator()
      torch.manualSeed(generator, 7)
      eachLevel(function(level)
         for _ = 1, 12 do
            local case = randomCase(generator)
            check(case, level .. ' ' .. table.concat(case, ' '))
         end
      end)
   end)

   it('has the same bits for any number of threads', function()
      torch.manualSeed(2)
      for _, case in ipairs { { 9, 64, 14, 14, 64 }, { 9, 192, 9, 9, 224 },
         { 3, 32, 60, 60, 32 }, { 30, 160, 20, 20, 200 } } do
         local N, C, H, W, K = unpack(case)
         local x, w, b, first = uniform(N, C, H, W), uniform(K, C, 3, 3), uniform(K)
         for threads = 1, 4 do
            cr.threads_use(threads)
            local y, dx, gw = torch.FloatTensor(), torch.FloatTensor(), w:clone()
            cr.convolve(y, x, w, b, 1, 1, 1, 1, 1, 1, 1)
            cr.convolve_backward_input(dx, y, w, H, W, 1, 1, 1, 1, 1, 1, 1)
            cr.convolve_backward_weight(gw, nil, x, y, 1, 1, 1, 1, 1, 1, 1, 1)
            first = first or { y, dx, gw }
            for i, t in ipairs { y, dx, gw } do
               assert.is_true(filled.same(first[i], t))
            end
         end
         cr.threads_use(2)
      end
   end)

   it('says so when memory runs out, at any allocation', function()
      local C = require 'cbind.library'
      local x, w = uniform(2, 192, 9, 9), uniform(224, 192, 3, 3)
      local y, dx = torch.FloatTensor(2, 224, 9, 9), torch.FloatTensor(2, 192, 9, 9)
      for _, case in ipairs {
         function() cr.convolve(y, x, w, nil, 1, 1, 1, 1, 1, 1, 1) end,
         function() cr.convolve_backward_input(dx, y, w, 9, 9, 1, 1, 1, 1, 1, 1, 1) end,
         function()
            cr.convolve_backward_weight(w, nil, x, y, 1, 1, 1, 1, 1, 1, 1, 1)
         end,
      } do
         local n, ok, message = 0
         while not ok do
            n = n + 1
            C.cr_memory_fail_at(n, 1)
            ok, message = pcall(case)
            C.cr_memory_fail_at(0, 0)
            assert.is_true(ok or message:find 'no memory' ~= nil, message)
         end
         assert.is_true(n > 2)
      end
   end)
end)
