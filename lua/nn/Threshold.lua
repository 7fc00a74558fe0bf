--- Threshold.lua - y = x > threshold ? x : value.
--
--    print(unpack(nn.Threshold(1, 0.5):forward(torch.Tensor{0, 3}):totable())) --> 0.5 3

local torch = require 'torch'
require 'nn.Module'
local expect = require 'nn.expect'

local Threshold, Parent = torch.class('nn.Threshold', 'nn.Module')

--- threshold, value: numbers, 0 without. inplace: write over the input.
function Threshold:__init(threshold, value, inplace)
   Parent.__init(self)
   self.threshold = threshold or 0
   self.val = value or 0
   if inplace ~= nil and type(inplace) ~= 'boolean' then
      expect.fail(self, 'inplace is %s, expected true or false', expect.describe(inplace))
   end
   self.inplace = inplace or false
   self:validateParameters()
end

--- In place, what was replaced must still be found by the backward pass.
function Threshold:validateParameters()
   if self.inplace and self.val > self.threshold then
      expect.fail(self, 'value is %s, expected at most threshold, %s, to work in place',
         self.val, self.threshold)
   end
end

require 'nn.activate'(Threshold, 'threshold', 'threshold', 'val')

return Threshold
