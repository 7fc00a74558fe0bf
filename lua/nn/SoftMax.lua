--- SoftMax.lua - y_i = exp(x_i) / sum_k exp(x_k) over the classes.
--
--    local x = torch.Tensor{123, 456, 789}
--    local y = nn.SoftMax():forward(x)
--    print(y[1], y[3]) --> 5.7527440569791e-290 1
--    local plain = torch.exp(x):div(torch.exp(x):sum()) -- the plain formula gives nan
--    print(plain[3] == plain[3]) --> false

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local SoftMax = torch.class('nn.SoftMax', 'nn.Module')

-- The dimension of the classes, from 0.
local function classes(self, input)
   expect.tensor(self, 'input', input, self.output)
   local ndim = input.ndim
   if ndim == 1 or ndim == 3 then return 0 end
   if ndim == 2 or ndim == 4 then return 1 end
   expect.fail(self, 'input is %s, expected C, N x C, C x H x W or N x C x H x W',
      expect.describe(input))
end

--- input: C, N x C, C x H x W or N x C x H x W; output alike.
function SoftMax:updateOutput(input)
   cr.softmax(self.output, input, classes(self, input))
   return self.output
end

--- Needs the output of the last updateOutput.
function SoftMax:updateGradInput(input, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.gradInput)
   cr.softmax_backward(self.gradInput, self.output, gradOutput, classes(self, input))
   return self.gradInput
end

return SoftMax
