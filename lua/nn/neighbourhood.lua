--- neighbourhood.lua - weighted means of every pixel's surroundings over all maps, for
-- SpatialSubtractiveNormalization and SpatialDivisiveNormalization.

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'
local images = require 'nn.images'

local neighbourhood = {}

--- The fields of a layer: maps and kernel, a matrix, or a vector that is taken along both
-- sides of the image; ones of 9 x 9 without.
function neighbourhood.init(self, nInputPlane, kernel)
   self.nInputPlane = nInputPlane or 1
   self.kernel = kernel and kernel:clone() or torch.Tensor(9, 9):fill(1)
   expect.count(self, 'nInputPlane', self.nInputPlane)
   expect.anyTensor(self, 'kernel', self.kernel)
   local isVector = self.kernel:dim() == 1
   if not isVector and self.kernel:dim() ~= 2 then
      expect.fail(self, 'kernel is %s, expected a vector or a matrix',
         expect.describe(self.kernel))
   end
   for d = 1, self.kernel:dim() do
      if self.kernel:size(d) % 2 == 0 then
         expect.fail(self, 'kernel is %s, expected odd sizes',
            expect.describe(self.kernel))
      end
   end
   local planes = isVector and math.sqrt(self.nInputPlane) or self.nInputPlane
   self.kernel:div(self.kernel:sum() * planes)
end

--- The input as N x C x H x W, and whether it was a single image.
function neighbourhood.batch(self, input)
   local batch, isSingle = images.batch(self, 'input', input, self.kernel)
   if batch.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes but the layer was made for %d; input is %s',
         batch:size(2), self.nInputPlane, expect.describe(input))
   end
   return batch, isSingle
end

-- Calls f(weight, padH, padW) for each kernel to convolve with in turn.
local function eachKernel(self, f)
   local kernel, n = self.kernel, self.kernel:size(1)
   if kernel:dim() == 2 then
      f(kernel:view(1, 1, n, kernel:size(2)), (n - 1) / 2, (kernel:size(2) - 1) / 2)
   else
      f(kernel:view(1, 1, 1, n), 0, (n - 1) / 2)
      f(kernel:view(1, 1, n, 1), (n - 1) / 2, 0)
   end
end

--- The means N x 1 x H x W of x, N x C x H x W, where pixels beyond the border are 0.
function neighbourhood.mean(self, x)
   local sums = x:sum(2)
   eachKernel(self, function(weight, padH, padW)
      local made = sums.new()
      cr.convolve(made, sums, weight, nil, 1, 1, padH, padW, 1, 1, 1)
      sums = made
   end)
   return sums
end

--- The gradient of every map of x from that of its means.
function neighbourhood.meanBackward(self, gradient)
   eachKernel(self, function(weight, padH, padW)
      local made = gradient.new()
      cr.convolve_backward_input(made, gradient, weight, gradient.sizes[2],
         gradient.sizes[3], 1, 1, padH, padW, 1, 1, 1)
      gradient = made
   end)
   return gradient
end

--- The means of an image of ones: less than 1 near the border.
function neighbourhood.coverage(self, batch)
   local C, H, W = batch:size(2), batch:size(3), batch:size(4)
   local coef = self._coverage
   if not coef or coef:dim() ~= 4 or coef:size(3) ~= H or coef:size(4) ~= W then
      self._coverage = neighbourhood.mean(self, self.kernel.new(1, C, H, W):fill(1))
   end
   return self._coverage
end

return neighbourhood
