--- L1Penalty.lua - the input as it is; adds the penalty |x| to what is trained.
--
--    local layer = nn.L1Penalty(0.1)
--    layer:forward(torch.Tensor{-1, 2})
--    print(layer.loss) --> 0.3

local torch = require 'torch'

local L1Penalty, Parent = torch.class('nn.L1Penalty', 'nn.Module')

--- l1weight: factor of the penalty. sizeAverage: divide it by the number of elements.
-- provideOutput: false if nothing is behind, so that gradOutput is not added.
function L1Penalty:__init(l1weight, sizeAverage, provideOutput)
   Parent.__init(self)
   self.l1weight = l1weight
   self.sizeAverage = sizeAverage or false
   self.provideOutput = provideOutput == nil and true or provideOutput
end

local function factor(self, input)
   return self.sizeAverage and self.l1weight / input:nElement() or self.l1weight
end

--- self.loss is the penalty.
function L1Penalty:updateOutput(input)
   self.loss = factor(self, input) * input:norm(1)
   self.output = input
   return self.output
end

function L1Penalty:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):copy(input):sign():mul(factor(self, input))
   if self.provideOutput then self.gradInput:add(gradOutput) end
   return self.gradInput
end

return L1Penalty
