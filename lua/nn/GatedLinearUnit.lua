--- GatedLinearUnit.lua - the first half of a dimension times the sigmoid of the second.
-- Dauphin et al. (2016), arXiv:1612.08083.
--
--    print(nn.GatedLinearUnit():forward(torch.Tensor{8, 0})[1]) --> 4

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local GatedLinearUnit, Parent = torch.class('nn.GatedLinearUnit', 'nn.Module')

--- dim: which; the last without.
function GatedLinearUnit:__init(dim)
   Parent.__init(self)
   self.sigmoid = nn.Sigmoid()
   self.dim = dim
end

local function halves(self, input, tensor)
   local d = self.dim or input:dim()
   local size = input:size(d)
   if size % 2 ~= 0 then
      expect.fail(self, 'input is %s, expected an even size in dimension %d',
         expect.describe(input), d)
   end
   return tensor:narrow(d, 1, size / 2), tensor:narrow(d, size / 2 + 1, size / 2)
end

function GatedLinearUnit:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   local first, second = halves(self, input, input)
   self.output:cmul(first, self.sigmoid:forward(second))
   return self.output
end

function GatedLinearUnit:updateGradInput(input, gradOutput)
   local first, second = halves(self, input, input)
   self.gradInput:resizeAs(input)
   local gradFirst, gradSecond = halves(self, input, self.gradInput)
   gradFirst:copy(gradOutput):cmul(self.sigmoid.output)
   gradSecond:copy(self.sigmoid:updateGradInput(second, gradOutput:clone():cmul(first)))
   return self.gradInput
end

return GatedLinearUnit
