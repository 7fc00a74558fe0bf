--- PReLU.lua - y = x > 0 ? x : w x, with learned slopes w.
-- He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, arXiv:1502.01852.
--
--    print(unpack(nn.PReLU():forward(torch.Tensor{-1, 2}):totable())) --> -0.25 2

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local PReLU, Parent = torch.class('nn.PReLU', 'nn.Module')

--- nOutputPlane: number of slopes, one for each map; 0, one for all, without.
function PReLU:__init(nOutputPlane)
   Parent.__init(self)
   expect.count(self, 'nOutputPlane', nOutputPlane or 0, 0)
   self.nOutputPlane = nOutputPlane or 0
   self.weight = torch.Tensor(math.max(self.nOutputPlane, 1)):fill(0.25)
   self.gradWeight = torch.Tensor(math.max(self.nOutputPlane, 1)):zero()
end

-- The dimension of the maps, from 0.
local function planes(self, input)
   expect.tensor(self, 'input', input, self.weight)
   if self.nOutputPlane == 0 then return 0 end
   local d = (input:dim() == 2 or input:dim() == 4) and 2 or 1
   if input:dim() > 4 or input:dim() < d or input:size(d) ~= self.nOutputPlane then
      expect.fail(self, 'input is %s, expected %d planes', expect.describe(input),
         self.nOutputPlane)
   end
   return d - 1
end

--- input: C, N x C, C x H x W or N x C x H x W; output alike.
function PReLU:updateOutput(input)
   cr.slope(self.output, input, self.weight, planes(self, input))
   return self.output
end

function PReLU:updateGradInput(input, gradOutput)
   local dimension = planes(self, input)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   cr.slope_backward_input(self.gradInput, gradOutput, input, self.weight, dimension)
   return self.gradInput
end

function PReLU:accGradParameters(input, gradOutput, scale)
   local dimension = planes(self, input)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   cr.slope_backward_weight(self.gradWeight, gradOutput, input, dimension, scale or 1)
end

return PReLU
