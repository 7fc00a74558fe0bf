--- SpatialLPPooling.lua - the p-norm of every window of an image. Gulcehre, Cho, Pascanu,
-- Bengio (2014), arXiv:1311.1780.
--
--    local image = torch.Tensor{3, 4}:view(1, 1, 2)
--    print(nn.SpatialLPPooling(1, 2, 2, 1):forward(image)[1][1][1]) --> 5

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local SpatialLPPooling, Parent = torch.class('nn.SpatialLPPooling', 'nn.Sequential')

--- nInputPlane: maps. pnorm: p, 2 without. kW, kH: size of the window. dW, dH: its steps,
-- the size without.
function SpatialLPPooling:__init(nInputPlane, pnorm, kW, kH, dW, dH)
   Parent.__init(self)
   pnorm, dW, dH = pnorm or 2, dW or kW, dH or kH
   expect.count(self, 'nInputPlane', nInputPlane)
   if type(pnorm) ~= 'number' or pnorm <= 0 or pnorm ~= pnorm then
      expect.fail(self, 'pnorm is %s, expected a number above 0', expect.describe(pnorm))
   end
   self.kW, self.kH, self.dW, self.dH = kW, kH, dW, dH
   self:add(pnorm == 2 and nn.Square() or nn.Power(pnorm))
   self:add(nn.SpatialAveragePooling(kW, kH, dW, dH))
   self:add(nn.MulConstant(kW * kH))
   self:add(pnorm == 2 and nn.Sqrt() or nn.Power(1 / pnorm))
end

-- Nothing in it is learned; layers of files of early versions have weights.

function SpatialLPPooling:reset() end
function SpatialLPPooling:accGradParameters() end
function SpatialLPPooling:accUpdateGradParameters() end
function SpatialLPPooling:zeroGradParameters() end
function SpatialLPPooling:updateParameters() end

return SpatialLPPooling
