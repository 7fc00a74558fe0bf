--- SpatialMaxPooling.lua - the largest element of every window of an image.
--
--    local image = torch.range(1, 4):view(1, 2, 2)
--    print(nn.SpatialMaxPooling(2, 2, 2, 2):forward(image)[1][1][1]) --> 4

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialMaxPooling, Module = torch.class('nn.SpatialMaxPooling', 'nn.Module')

--- kW, kH: size of the window. dW, dH: its steps, the size without. padW, padH: padding
-- on each side, at most half the window, 0 without.
function SpatialMaxPooling:__init(kW, kH, dW, dH, padW, padH)
   Module.__init(self)
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW or kW, dH or kH
   self.padW, self.padH = padW or 0, padH or 0
   for _, name in ipairs { 'kW', 'kH', 'dW', 'dH' } do
      expect.count(self, name, self[name])
   end
   expect.count(self, 'padW', self.padW, 0)
   expect.count(self, 'padH', self.padH, 0)
   self.ceil_mode = false
   self.indices = torch.LongTensor()
end

--- Windows that begin in the image but end beyond it count.
function SpatialMaxPooling:ceil()
   self.ceil_mode = true
   return self
end

--- They do not; so it is without a call.
function SpatialMaxPooling:floor()
   self.ceil_mode = false
   return self
end

--- input: C x H x W or N x C x H x W; output: C x P x Q or N x C x P x Q, where
-- P = floor((H + 2 padH - kH) / dH) + 1 and Q alike. self.indices keeps where the
-- elements stood.
function SpatialMaxPooling:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   self.iheight, self.iwidth = batch:size(3), batch:size(4)
   if not self.indices or self.indices:type() ~= 'torch.LongTensor' then
      self.indices = torch.LongTensor()
   end
   cr.max_pool(self.output, self.indices, batch, self.kH, self.kW, self.dH, self.dW,
      self.padH or 0, self.padW or 0, self.ceil_mode and 1 or 0)
   images.unbatch(self.indices, isSingle)
   return images.unbatch(self.output, isSingle)
end

function SpatialMaxPooling:updateGradInput(input, gradOutput)
   local batch, isSingle = images.batch(self, 'input', input, self.gradInput)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local indices = self.indices.ndim == 3 and self.indices:unsqueeze(1) or self.indices
   cr.max_pool_backward(self.gradInput, gradOutput, indices, batch.sizes[2],
      batch.sizes[3])
   return images.unbatch(self.gradInput, isSingle)
end

--- Forget the results and the indices.
function SpatialMaxPooling:empty() return self:clearState() end

function SpatialMaxPooling:clearState()
   nn.utils.clear(self, 'indices')
   return Module.clearState(self)
end

function SpatialMaxPooling:__tostring__()
   local text = ('%s(%dx%d, %d,%d'):format(torch.type(self), self.kW, self.kH, self.dW,
      self.dH)
   if (self.padW or 0) ~= 0 or (self.padH or 0) ~= 0 then
      text = text .. (', %d,%d'):format(self.padW, self.padH)
   end
   return text .. ')'
end

return SpatialMaxPooling
