--- PixelShuffle.lua - maps become pixels: images with C r^2 maps become images r times as
-- high and wide with C maps. Shi and others (2016), CVPR, arXiv:1609.05158.
--
--    local y = nn.PixelShuffle(2):forward(torch.rand(8, 3, 5))
--    print(y:size(1), y:size(2), y:size(3)) --> 2 6 10

local torch = require 'torch'
local expect = require 'nn.expect'
local images = require 'nn.images'

local PixelShuffle, Parent = torch.class('nn.PixelShuffle', 'nn.Module')

--- upscaleFactor: r, by how much images grow.
function PixelShuffle:__init(upscaleFactor)
   Parent.__init(self)
   self.upscaleFactor = upscaleFactor
   expect.count(self, 'upscaleFactor', upscaleFactor)
end

-- Calls f(part, map) for each pixel of the blocks of r x r: every r-th row and column of
-- `large`, N x C x (H r) x (W r), and the maps of `small` it comes from.
local function eachPixel(self, large, small, f)
   local r = self.upscaleFactor
   local n, c, h, w = unpack(small:size():totable())
   local maps = small:view(n, c / r ^ 2, r, r, h, w)
   local pixels = large:view(n, c / r ^ 2, h, r, w, r)
   for i = 1, r do
      for j = 1, r do
         f(pixels:select(6, j):select(4, i), maps:select(4, j):select(3, i))
      end
   end
end

--- input: (C r^2) x H x W or N x ...; output: C x (H r) x (W r) or N x .... Pixel (i, j)
-- of a block of r x r comes from map i r + j of its channel.
function PixelShuffle:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   local r = self.upscaleFactor
   local n, c, h, w = unpack(batch:size():totable())
   if c % (r * r) ~= 0 then
      expect.fail(self, 'input has %d planes, expected a multiple of %d; input is %s', c,
         r * r, expect.describe(input))
   end
   self.output:resize(n, c / r ^ 2, h * r, w * r)
   eachPixel(self, self.output, batch:contiguous(), function(part,
      map) part:copy(map) end)
   return images.unbatch(self.output, isSingle)
end

function PixelShuffle:updateGradInput(input, gradOutput)
   local batch, isSingle = images.batch(self, 'input', input, self.gradInput)
   gradOutput = images.gradient(self, gradOutput, self.output):contiguous()
   self.gradInput:resize(batch:size())
   eachPixel(self, gradOutput, self.gradInput, function(part, map) map:copy(part) end)
   return images.unbatch(self.gradInput, isSingle)
end

function PixelShuffle:clearState() return Parent.clearState(self) end

return PixelShuffle
