--- HardTanh.lua - y = x, limited to min_val and max_val.
--
--    print(unpack(nn.HardTanh():forward(torch.Tensor{-3, 0.5, 3}):totable()))
--    --> -1 0.5 1

local torch = require 'torch'
require 'nn.Module'
local expect = require 'nn.expect'

local HardTanh, Parent = torch.class('nn.HardTanh', 'nn.Module')

--- min_val, max_val: -1 and 1 without. inplace: write over the input.
function HardTanh:__init(min_value, max_value, inplace)
   Parent.__init(self)
   self.min_val = min_value or -1
   self.max_val = max_value or 1
   self.inplace = inplace or false
   if self.max_val <= self.min_val then
      expect.fail(self, 'max_value is %s, expected more than min_value, %s',
         self.max_val, self.min_val)
   end
end

require 'nn.activate'(HardTanh, 'hardtanh', 'min_val', 'max_val')

return HardTanh
