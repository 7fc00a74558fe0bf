--- SoftMin.lua - y_i = exp(-x_i) / sum_k exp(-x_k) over the classes.
--
--    print(unpack(nn.SoftMin():forward(torch.zeros(2)):totable())) --> 0.5 0.5

local torch = require 'torch'
local SoftMax = require 'nn.SoftMax'
local nn = require 'nn'
local expect = require 'nn.expect'

local SoftMin, Module = torch.class('nn.SoftMin', 'nn.Module')

--- input: C, N x C, C x H x W or N x C x H x W; output alike.
function SoftMin:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   self.mininput = self.mininput or input.new()
   self.mininput:resizeAs(input):copy(input):neg()
   return SoftMax.updateOutput(self, self.mininput)
end

function SoftMin:updateGradInput(_, gradOutput)
   return SoftMax.updateGradInput(self, self.mininput, gradOutput):neg()
end

function SoftMin:clearState()
   nn.utils.clear(self, 'mininput')
   return Module.clearState(self)
end

return SoftMin
