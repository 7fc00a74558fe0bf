--- Mul.lua - y = w x, with one learned number w.
--
--    local layer = nn.Mul()
--    layer.weight:fill(3)
--    print(unpack(layer:forward(torch.Tensor{1, 2}):totable())) --> 3 6

local torch = require 'torch'
local expect = require 'nn.expect'

local Mul, Parent = torch.class('nn.Mul', 'nn.Module')

function Mul:__init()
   Parent.__init(self)
   self.weight = torch.Tensor(1)
   self.gradWeight = torch.Tensor(1):zero()
   self:reset()
end

--- w uniform in [-stdv, stdv), [-1, 1) without.
function Mul:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1
   self.weight:uniform(-stdv, stdv)
end

function Mul:updateOutput(input)
   expect.tensor(self, 'input', input, self.weight)
   self.output:mul(input, self.weight[1])
   return self.output
end

function Mul:updateGradInput(_, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   self.gradInput:mul(gradOutput, self.weight[1])
   return self.gradInput
end

function Mul:accGradParameters(input, gradOutput, scale)
   self.gradWeight[1] = self.gradWeight[1] + (scale or 1) * input:dot(gradOutput)
end

return Mul
