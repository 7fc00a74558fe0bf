--- SpatialDivisiveNormalization.lua - divides every pixel by the weighted root mean
-- square of its surroundings. Jarrett, Kavukcuoglu, Ranzato, LeCun (2009), What is the
-- best multi-stage architecture for object recognition?, ICCV.
--
--    local layer = nn.SpatialDivisiveNormalization(1, torch.ones(3, 3))
--    print(layer:forward(torch.ones(1, 3, 3))[1][2][2]) --> 1

local torch = require 'torch'
local nn = require 'nn'
local images = require 'nn.images'
local neighbourhood = require 'nn.neighbourhood'

local SpatialDivisiveNormalization, Parent = torch.class(
   'nn.SpatialDivisiveNormalization', 'nn.Module')

--- nInputPlane, kernel: as SpatialSubtractiveNormalization. Where the root mean square is
-- not above `threshold` (1e-4) it is `thresval` (threshold).
function SpatialDivisiveNormalization:__init(nInputPlane, kernel, threshold, thresval)
   Parent.__init(self)
   neighbourhood.init(self, nInputPlane, kernel)
   self.threshold = threshold or 1e-4
   self.thresval = thresval or threshold or 1e-4
end

-- Divisors N x 1 x H x W, root mean squares, and where these count, as 1 and 0.
local function divisors(self, batch)
   local coef = neighbourhood.coverage(self, batch)
   local deviation = neighbourhood.mean(self, torch.cmul(batch, batch)):sqrt()
   local adjusted = torch.cdiv(deviation, coef:expandAs(deviation))
   local counts = adjusted:gt(self.threshold)
   adjusted[counts:eq(0)] = self.thresval
   return adjusted, deviation, counts:typeAs(batch), coef
end

--- input: C x H x W or N x C x H x W; output alike.
function SpatialDivisiveNormalization:updateOutput(input)
   local batch, isSingle = neighbourhood.batch(self, input)
   local divisor = divisors(self, batch)
   self.output:cdiv(batch, divisor:expandAs(batch))
   return images.unbatch(self.output, isSingle)
end

function SpatialDivisiveNormalization:updateGradInput(input, gradOutput)
   local batch, isSingle = neighbourhood.batch(self, input)
   gradOutput = images.gradient(self, gradOutput, self.output)
   local divisor, deviation, counts, coef = divisors(self, batch)
   self.gradInput:cdiv(gradOutput, divisor:expandAs(batch))
   local gradient = torch.cmul(self.gradInput, batch):sum(2):cdiv(divisor):cmul(counts)
   gradient:cdiv(coef:expandAs(gradient))
   deviation[deviation:eq(0)] = math.huge -- no slope there
   gradient = neighbourhood.meanBackward(self, gradient:cdiv(deviation))
   self.gradInput:addcmul(-1, batch, gradient:expandAs(batch))
   return images.unbatch(self.gradInput, isSingle)
end

function SpatialDivisiveNormalization:clearState()
   nn.utils.clear(self, '_coverage')
   return Parent.clearState(self)
end

return SpatialDivisiveNormalization
