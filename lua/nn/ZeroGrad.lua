--- ZeroGrad.lua - the input as it is; the gradient is 0.
--
--    local layer = nn.ZeroGrad()
--    layer:forward(torch.ones(2))
--    print(layer:backward(torch.ones(2), torch.ones(2)):sum()) --> 0

local torch = require 'torch'
local nn = require 'nn'

local ZeroGrad = torch.class('nn.ZeroGrad', 'nn.Module')

function ZeroGrad:updateOutput(input)
   self.output:set(input)
   return self.output
end

--- Zeros in the sizes of the input: what is behind does not learn.
function ZeroGrad:updateGradInput(input)
   self.gradInput = nn.utils.recursiveResizeAs(self.gradInput, input)
   return nn.utils.recursiveFill(self.gradInput, 0)
end

return ZeroGrad
