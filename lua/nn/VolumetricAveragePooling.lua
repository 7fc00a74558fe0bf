--- VolumetricAveragePooling.lua - the mean of every window of a volume.
--
--    local volume = torch.range(1, 8):view(1, 2, 2, 2)
--    print(nn.VolumetricAveragePooling(2, 2, 2):forward(volume):sum()) --> 4.5

local torch = require 'torch'
local cr = require 'cbind'
local volumes = require 'nn.volumes'

local VolumetricAveragePooling, Parent = torch.class('nn.VolumetricAveragePooling',
   'nn.Module')

--- kT, kW, kH: size of the window. dT, dW, dH: its steps, the size without.
function VolumetricAveragePooling:__init(kT, kW, kH, dT, dW, dH)
   Parent.__init(self)
   volumes.counts(self, 1, { kT = kT or 0, kW = kW or 0, kH = kH or 0, dT = dT or kT,
      dW = dW or kW, dH = dH or kH })
end

local function geometry(self)
   return self.kT, self.kH, self.kW, self.dT, self.dH, self.dW, 0, 0, 0, 0, 1
end

--- input: C x T x H x W or N x C x T x H x W; output: C x O x P x Q or N x C x O x P x Q,
-- where O = floor((T - kT) / dT) + 1, P and Q alike.
function VolumetricAveragePooling:updateOutput(input)
   local batch, isSingle = volumes.batch(self, 'input', input, self.output)
   cr.average_pool3d(self.output, batch, geometry(self))
   return volumes.unbatch(self.output, isSingle)
end

function VolumetricAveragePooling:updateGradInput(input, gradOutput)
   local batch, isSingle = volumes.batch(self, 'input', input, self.gradInput)
   gradOutput = volumes.gradient(self, gradOutput, self.output)
   cr.average_pool3d_backward(self.gradInput, gradOutput, batch.sizes[2], batch.sizes[3],
      batch.sizes[4], geometry(self))
   return volumes.unbatch(self.gradInput, isSingle)
end

--- Forget the results.
function VolumetricAveragePooling:empty() return self:clearState() end

function VolumetricAveragePooling:__tostring__()
   return ('%s(%dx%dx%d, %d,%d,%d)'):format(torch.type(self), self.kT, self.kW, self.kH,
      self.dT, self.dW, self.dH)
end

return VolumetricAveragePooling
