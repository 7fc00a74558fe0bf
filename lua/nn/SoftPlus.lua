--- SoftPlus.lua - y = log(1 + exp(beta * x)) / beta.
--
--    print(('%.4f'):format(nn.SoftPlus():forward(torch.Tensor{0})[1])) --> 0.6931

local torch = require 'torch'
require 'nn.Module'

local SoftPlus, Parent = torch.class('nn.SoftPlus', 'nn.Module')

--- beta: 1 without. Where beta * x > threshold, y = x.
function SoftPlus:__init(beta)
   Parent.__init(self)
   self.beta = beta or 1
   self.threshold = 20
end

require 'nn.activate'(SoftPlus, 'softplus', 'beta', 'threshold')

return SoftPlus
