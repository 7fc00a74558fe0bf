--- ELU.lua - exponential linear unit: y = x > 0 ? x : alpha * (exp(x) - 1).
-- Clevert, Unterthiner, Hochreiter (2016), arXiv:1511.07289.
--
--    print(('%.4f %d'):format(unpack(nn.ELU():forward(torch.Tensor{-1, 2}):totable())))
--    --> -0.6321 2

local torch = require 'torch'
require 'nn.Module'

local ELU, Parent = torch.class('nn.ELU', 'nn.Module')

--- alpha: 1 without. inplace: write over the input.
function ELU:__init(alpha, inplace)
   Parent.__init(self)
   self.alpha = alpha or 1
   self.inplace = inplace or false
end

function ELU:__tostring__()
   return ('%s (alpha:%f)'):format(torch.type(self), self.alpha)
end

require 'nn.activate'(ELU, 'elu', 'alpha')

return ELU
