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

-- A tensor N x C x (H r) x (W r) as N x C x r x r x H x W.
local function unshuffled(self, tensor)
   local r = self.upscaleFactor
   local n, c, h, w = unpack(tensor:size():totable())
   return tensor:view(n, c, h / r, r, w / r, r):permute(1, 2, 4, 6, 3, 5)
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
   unshuffled(self, self.output):copy(batch)
   return images.unbatch(self.output, isSingle)
end

function PixelShuffle:updateGradInput(input, gradOutput)
   gradOutput = images.gradient(self, gradOutput, self.output)
   self.gradInput:resize(input:size())
   self.gradInput:copy(unshuffled(self, gradOutput:contiguous()))
   return self.gradInput
end

function PixelShuffle:clearState() return Parent.clearState(self) end

return PixelShuffle
