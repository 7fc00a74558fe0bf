--- SpatialAutoCropMSECriterion.lua - MSECriterion for a target larger than the input: of
-- the target its middle counts.
--
--    local loss = nn.SpatialAutoCropMSECriterion()
--    print(loss:forward(torch.zeros(1, 2, 2), torch.ones(1, 4, 4))) --> 1

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.MSECriterion'

local SpatialAutoCropMSECriterion, Parent = torch.class('nn.SpatialAutoCropMSECriterion',
   'nn.MSECriterion')

--- sizeAverage: false for the sum in place of the mean.
function SpatialAutoCropMSECriterion:__init(sizeAverage)
   Parent.__init(self, sizeAverage)
end

-- The middle of the target; an odd rest is cut off at the end.
local function middle(self, input, target)
   expect.tensor(self, 'input', input, self.gradInput)
   expect.tensor(self, 'target', target, input)
   local ndim = input:dim()
   local fits = ndim >= 2 and ndim <= 4 and target:dim() == ndim
   for d = 1, fits and ndim or 0 do
      local larger = target:size(d) - input:size(d)
      fits = fits and larger >= 0 and (larger == 0 or d > ndim - 2)
   end
   if not fits then
      expect.fail(self, 'target is %s, expected as large as the input, %s, or higher '
         .. 'and wider', expect.describe(target), expect.describe(input))
   end
   for d = ndim - 1, ndim do
      local first = math.floor((target:size(d) - input:size(d)) / 2) + 1
      target = target:narrow(d, first, input:size(d))
   end
   return target
end

--- input: H x W, C x H x W or N x C x H x W; target alike, or higher and wider.
function SpatialAutoCropMSECriterion:updateOutput(input, target)
   return Parent.updateOutput(self, input, middle(self, input, target))
end

function SpatialAutoCropMSECriterion:updateGradInput(input, target)
   return Parent.updateGradInput(self, input, middle(self, input, target))
end

return SpatialAutoCropMSECriterion
