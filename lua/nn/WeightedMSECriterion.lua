--- WeightedMSECriterion.lua - MSECriterion with a weight for each element of a sample.
--
--    local criterion = nn.WeightedMSECriterion(torch.Tensor{1, 0})
--    print(criterion:forward(torch.Tensor{1, 2}, torch.Tensor{2, 9})) --> 2.5

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.MSECriterion'

local WeightedMSECriterion, Parent = torch.class('nn.WeightedMSECriterion',
   'nn.MSECriterion')

--- w: the weights.
function WeightedMSECriterion:__init(w)
   Parent.__init(self)
   expect.anyTensor(self, 'weight', w)
   self.weight = w:clone()
   self.buffer = torch.Tensor()
end

-- The target times the weights; the loss is that of the input and this.
local function weighted(self, input, target)
   self.buffer:resizeAs(input):copy(target)
   if input:dim() - 1 == self.weight:dim() then
      for i = 1, input:size(1) do self.buffer[i]:cmul(self.weight) end
   else
      self.buffer:cmul(self.weight)
   end
   return self.buffer
end

function WeightedMSECriterion:updateOutput(input, target)
   return Parent.updateOutput(self, input, weighted(self, input, target))
end

function WeightedMSECriterion:updateGradInput(input, target)
   return Parent.updateGradInput(self, input, weighted(self, input, target))
end

return WeightedMSECriterion
