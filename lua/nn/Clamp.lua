--- Clamp.lua - y = x, limited to min_val and max_val.
--
--    print(unpack(nn.Clamp(-1, 1):forward(torch.Tensor{-3, 0.5, 3}):totable()))
--    --> -1 0.5 1

local torch = require 'torch'
require 'nn.HardTanh'

local Clamp, Parent = torch.class('nn.Clamp', 'nn.HardTanh')

function Clamp:__init(min_value, max_value)
   Parent.__init(self, min_value, max_value)
end

return Clamp
