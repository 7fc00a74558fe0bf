--- UpSampling.lua - images or volumes made larger, by blowing up each element or by
-- linear interpolation along all sides, where the elements in the corners stay.
--
--    local y = nn.UpSampling(2, 'linear'):forward(torch.rand(1, 1, 2, 3, 4))
--    print(unpack(y:size():totable())) --> 1 1 4 6 8

local torch = require 'torch'
local expect = require 'nn.expect'
local upsample = require 'nn.upsample'

local UpSampling, Parent = torch.class('nn.UpSampling', 'nn.Module')

--- params: a whole number, by which all sides grow, or { odepth =, oheight =, owidth = }.
-- mode: 'nearest', as without, or 'linear'.
function UpSampling:__init(params, mode)
   Parent.__init(self)
   upsample.init(self, params)
   self.mode = mode or 'nearest'
   if self.mode ~= 'nearest' and self.mode ~= 'linear' then
      expect.fail(self, "mode is %s, expected 'nearest' or 'linear'",
         expect.describe(mode))
   end
end

--- The sizes of the output for an input, to self.outputSize.
function UpSampling:setSize(input) upsample.setSize(self, input) end

--- input: N x C x H x W or N x C x T x H x W; output alike, with larger sides.
function UpSampling:updateOutput(input)
   return upsample.forward(self, input, self.mode)
end

function UpSampling:updateGradInput(input, gradOutput)
   return upsample.backward(self, input, gradOutput, self.mode)
end

function UpSampling:__tostring__()
   if self.scale_factor then
      return ('%s(%d, %s)'):format(torch.type(self), self.scale_factor, self.mode)
   end
   return ('%s(%s%d, %d, %s)'):format(torch.type(self),
      self.odepth and self.odepth .. ', ' or '', self.oheight, self.owidth, self.mode)
end

return UpSampling
