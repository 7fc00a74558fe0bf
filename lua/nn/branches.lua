--- branches.lua - what containers need whose modules all see the same input.

local torch = require 'torch'
local nn = require 'nn'

local branches = {}

--- sum = value for the first of several gradients, sum + value for the others. Both are
-- tensors or tables of them; returns the sum.
function branches.accumulate(sum, value, isFirst)
   if value == nil then return sum end
   if isFirst then
      if torch.isTensor(value) and torch.isTensor(sum) and sum.dtype ~= value.dtype then
         sum = value.new()
      end
      return (nn.utils.recursiveCopy(sum, value))
   end
   return (nn.utils.recursiveAdd(sum, value))
end

return branches
