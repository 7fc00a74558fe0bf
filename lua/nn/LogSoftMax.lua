--- LogSoftMax.lua - y_i = x_i - log(sum_k exp(x_k)) over the classes.
--
--    print(('%.4f'):format(nn.LogSoftMax():forward(torch.zeros(10))[1])) --> -2.3026

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local LogSoftMax = torch.class('nn.LogSoftMax', 'nn.Module')

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
function LogSoftMax:updateOutput(input)
   cr.log_softmax(self.output, input, classes(self, input))
   return self.output
end

--- Needs the output of the last updateOutput.
function LogSoftMax:updateGradInput(input, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.gradInput)
   cr.log_softmax_backward(self.gradInput, self.output, gradOutput, classes(self, input))
   return self.gradInput
end

return LogSoftMax
