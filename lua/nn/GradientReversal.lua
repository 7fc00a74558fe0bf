--- GradientReversal.lua - the input as it is; the gradient times -lambda.
-- Ganin and Lempitsky (2015), Unsupervised domain adaptation by backpropagation.
--
--    local layer = nn.GradientReversal()
--    layer:forward(torch.ones(1))
--    print(layer:backward(torch.ones(1), torch.Tensor{2})[1]) --> -2

local torch = require 'torch'

local GradientReversal, Parent = torch.class('nn.GradientReversal', 'nn.Module')

--- lambda: 1 without.
function GradientReversal:__init(lambda)
   Parent.__init(self)
   self.lambda = lambda or 1
end

function GradientReversal:setLambda(lambda)
   self.lambda = lambda or self.lambda
end

function GradientReversal:updateOutput(input)
   self.output:set(input)
   return self.output
end

function GradientReversal:updateGradInput(_, gradOutput)
   self.gradInput:mul(gradOutput, -self.lambda)
   return self.gradInput
end

return GradientReversal
