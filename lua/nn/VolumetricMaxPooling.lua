--- VolumetricMaxPooling.lua - the largest element of every window of a volume.
--
--    local volume = torch.range(1, 8):view(1, 2, 2, 2)
--    print(nn.VolumetricMaxPooling(2, 2, 2):forward(volume):sum()) --> 8

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local volumes = require 'nn.volumes'

local VolumetricMaxPooling, Parent = torch.class('nn.VolumetricMaxPooling', 'nn.Module')

--- kT, kW, kH: size of the window. dT, dW, dH: its steps, the size without. padT, padW,
-- padH: padding on each side, at most half the window, 0 without.
function VolumetricMaxPooling:__init(kT, kW, kH, dT, dW, dH, padT, padW, padH)
   Parent.__init(self)
   volumes.counts(self, 1, { kT = kT or 0, kW = kW or 0, kH = kH or 0, dT = dT or kT,
      dW = dW or kW, dH = dH or kH })
   volumes.counts(self, 0, { padT = padT or 0, padW = padW or 0, padH = padH or 0 })
   self.ceil_mode = false
   self.indices = torch.LongTensor()
end

--- Windows that begin in the volume but end beyond it count.
function VolumetricMaxPooling:ceil()
   self.ceil_mode = true
   return self
end

--- They do not; so it is without a call.
function VolumetricMaxPooling:floor()
   self.ceil_mode = false
   return self
end

--- input: C x T x H x W or N x C x T x H x W; output: C x O x P x Q or N x C x O x P x Q,
-- where O = floor((T + 2 padT - kT) / dT) + 1, P and Q alike. self.indices keeps where
-- the elements stood in their volume, from 1.
function VolumetricMaxPooling:updateOutput(input)
   local batch, isSingle = volumes.batch(self, 'input', input, self.output)
   self.itime, self.iheight, self.iwidth = batch:size(3), batch:size(4), batch:size(5)
   if not self.indices or self.indices:type() ~= 'torch.LongTensor' then
      self.indices = torch.LongTensor()
   end
   cr.max_pool3d(self.output, self.indices, batch, self.kT, self.kH, self.kW, self.dT,
      self.dH, self.dW, self.padT or 0, self.padH or 0, self.padW or 0,
      self.dilationT or 1, self.dilationH or 1, self.dilationW or 1,
      self.ceil_mode and 1 or 0)
   volumes.unbatch(self.indices, isSingle)
   return volumes.unbatch(self.output, isSingle)
end

function VolumetricMaxPooling:updateGradInput(input, gradOutput)
   local batch, isSingle = volumes.batch(self, 'input', input, self.gradInput)
   gradOutput = volumes.gradient(self, gradOutput, self.output)
   local indices = self.indices.ndim == 4 and self.indices:unsqueeze(1) or self.indices
   cr.max_pool3d_backward(self.gradInput, gradOutput, indices, batch.sizes[2],
      batch.sizes[3], batch.sizes[4])
   return volumes.unbatch(self.gradInput, isSingle)
end

--- Forget the results and the indices.
function VolumetricMaxPooling:empty() return self:clearState() end

function VolumetricMaxPooling:clearState()
   nn.utils.clear(self, 'indices')
   return Parent.clearState(self)
end

--- Files of early versions have no padding and no ceil_mode.
function VolumetricMaxPooling:read(file)
   Parent.read(self, file)
   self.padT, self.padW, self.padH = self.padT or 0, self.padW or 0, self.padH or 0
   self.ceil_mode = self.ceil_mode or false
end

function VolumetricMaxPooling:__tostring__()
   local text = ('%s(%dx%dx%d, %d,%d,%d'):format(torch.type(self), self.kT, self.kW,
      self.kH, self.dT, self.dW, self.dH)
   if self.padT ~= 0 or self.padW ~= 0 or self.padH ~= 0 then
      text = text .. (', %d,%d,%d'):format(self.padT, self.padW, self.padH)
   end
   return text .. ')'
end

return VolumetricMaxPooling
