--- SpatialSubSampling.lua - sums of windows, scaled and shifted by learned numbers, one
-- pair for each map. LeCun, Bottou, Bengio, Haffner (1998), Proceedings of the IEEE
-- 86(11).
--
--    local layer = nn.SpatialSubSampling(1, 2, 2, 2, 2)
--    print(unpack(layer:forward(torch.rand(1, 6, 4)):size():totable())) --> 1 3 2

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local channels = require 'nn.channels'
local expect = require 'nn.expect'
local images = require 'nn.images'

local SpatialSubSampling, Parent = torch.class('nn.SpatialSubSampling', 'nn.Module')

--- nInputPlane: maps. kW, kH: size of the window. dW, dH: its steps, 1 without.
function SpatialSubSampling:__init(nInputPlane, kW, kH, dW, dH)
   Parent.__init(self)
   self.nInputPlane = nInputPlane
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW or 1, dH or 1
   for _, name in ipairs { 'nInputPlane', 'kW', 'kH', 'dW', 'dH' } do
      expect.count(self, name, self[name])
   end
   self.weight, self.gradWeight = torch.Tensor(nInputPlane), torch.zeros(nInputPlane)
   self.bias, self.gradBias = torch.Tensor(nInputPlane), torch.zeros(nInputPlane)
   self:reset()
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(kW kH) around 0.
function SpatialSubSampling:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.kW * self.kH)
   self.weight:uniform(-stdv, stdv)
   self.bias:uniform(-stdv, stdv)
end

local function check(self, input)
   local batch, isSingle = images.batch(self, 'input', input, self.weight)
   if batch.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes but weight expects %d; input is %s',
         batch:size(2), self.nInputPlane, expect.describe(input))
   end
   return batch, isSingle
end

local function geometry(self) return self.kH, self.kW, self.dH, self.dW, 0, 0, 0, 1 end

-- The sums of the windows, kept for the gradient of the weights.
local function sums(self, batch)
   self._windows = self._windows or self.output.new()
   cr.average_pool(self._windows, batch, geometry(self))
   return self._windows:mul(self.kW * self.kH)
end

--- input: C x H x W or N x C x H x W; output: C x P x Q or N x C x P x Q, where
-- P = floor((H - kH) / dH) + 1 and Q alike.
function SpatialSubSampling:updateOutput(input)
   local batch, isSingle = check(self, input)
   local windows = sums(self, batch)
   cr.addcmul(self.output, channels.spread(self.bias, windows), 1, windows,
      channels.spread(self.weight, windows))
   return images.unbatch(self.output, isSingle)
end

function SpatialSubSampling:updateGradInput(input, gradOutput)
   local batch, isSingle = check(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   self._scaled = self._scaled or self.output.new()
   self._scaled:cmul(gradOutput, channels.spread(self.weight, gradOutput))
   cr.average_pool_backward(self.gradInput, self._scaled, batch.sizes[2], batch.sizes[3],
      geometry(self))
   self.gradInput:mul(self.kW * self.kH)
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialSubSampling:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local windows = sums(self, (check(self, input)))
   gradOutput = images.gradient(self, gradOutput, self.output)
   channels.accumulate(self, 'gradWeight', windows:cmul(gradOutput), scale)
   channels.accumulate(self, 'gradBias', gradOutput, scale)
end

function SpatialSubSampling:clearState()
   nn.utils.clear(self, '_windows', '_scaled', '_sums')
   return Parent.clearState(self)
end

return SpatialSubSampling
