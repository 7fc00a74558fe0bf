--- SpatialAveragePooling.lua - the mean of every window of an image.
--
--    local image = torch.range(1, 4):view(1, 2, 2)
--    print(nn.SpatialAveragePooling(2, 2, 2, 2):forward(image)[1][1][1]) --> 2.5

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialAveragePooling, Module = torch.class('nn.SpatialAveragePooling', 'nn.Module')

--- kW, kH: size of the window. dW, dH: its steps, 1 without. padW, padH: zeros put on
-- each side, at most half the window, 0 without.
function SpatialAveragePooling:__init(kW, kH, dW, dH, padW, padH)
   Module.__init(self)
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW or 1, dH or 1
   self.padW, self.padH = padW or 0, padH or 0
   for _, name in ipairs { 'kW', 'kH', 'dW', 'dH' } do
      expect.count(self, name, self[name])
   end
   expect.count(self, 'padW', self.padW, 0)
   expect.count(self, 'padH', self.padH, 0)
   self.ceil_mode = false
   self.count_include_pad = true
   self.divide = true
end

--- Windows that begin in the image but end beyond it count.
function SpatialAveragePooling:ceil()
   self.ceil_mode = true
   return self
end

function SpatialAveragePooling:floor()
   self.ceil_mode = false
   return self
end

--- Zeros of the padding are part of the mean; so it is without a call.
function SpatialAveragePooling:setCountIncludePad()
   self.count_include_pad = true
   return self
end

function SpatialAveragePooling:setCountExcludePad()
   self.count_include_pad = false
   return self
end

local function geometry(self)
   return self.kH, self.kW, self.dH, self.dW, self.padH or 0, self.padW or 0,
      self.ceil_mode and 1 or 0, self.count_include_pad ~= false and 1 or 0
end

--- input: C x H x W or N x C x H x W; output: C x P x Q or N x C x P x Q, where
-- P = floor((H + 2 padH - kH) / dH) + 1 and Q alike.
function SpatialAveragePooling:updateOutput(input)
   local batch, isSingle = images.batch(self, 'input', input, self.output)
   cr.average_pool(self.output, batch, geometry(self))
   if self.divide == false then self.output:mul(self.kW * self.kH) end
   return images.unbatch(self.output, isSingle)
end

function SpatialAveragePooling:updateGradInput(input, gradOutput)
   local batch, isSingle = images.batch(self, 'input', input, self.gradInput)
   gradOutput = images.gradient(self, gradOutput, self.output)
   cr.average_pool_backward(self.gradInput, gradOutput, batch.sizes[2], batch.sizes[3],
      geometry(self))
   if self.divide == false then self.gradInput:mul(self.kW * self.kH) end
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialAveragePooling:__tostring__()
   local text = ('%s(%dx%d, %d,%d'):format(torch.type(self), self.kW, self.kH, self.dW,
      self.dH)
   if (self.padW or 0) ~= 0 or (self.padH or 0) ~= 0 then
      text = text .. (', %d,%d'):format(self.padW, self.padH)
   end
   return text .. ')'
end

return SpatialAveragePooling
