--- L1Cost.lua - the sum of |x|; there is no target.
--
--    print(nn.L1Cost():forward(torch.Tensor{-1, 2})) --> 3

local torch = require 'torch'
local expect = require 'nn.expect'

local L1Cost = torch.class('nn.L1Cost', 'nn.Criterion')

function L1Cost:updateOutput(input)
   expect.tensor(self, 'input', input, self.gradInput)
   self.output = input:norm(1)
   return self.output
end

function L1Cost:updateGradInput(input)
   self.gradInput:resizeAs(input):copy(input):sign()
   return self.gradInput
end

--- Empty the gradient.
function L1Cost:clearState()
   self.gradInput:set()
   return self
end

return L1Cost
