--- MarginRankingCriterion.lua - the mean of max(0, margin - y (x1 - x2)), y being 1 or
-- -1.
--
--    local criterion = nn.MarginRankingCriterion(0.5)
--    print(criterion:forward({ torch.Tensor{1}, torch.Tensor{2} }, 1)) --> 1.5

local torch = require 'torch'
local expect = require 'nn.expect'

local MarginRankingCriterion, Parent = torch.class('nn.MarginRankingCriterion',
   'nn.Criterion')

--- margin: how much larger the one that ranks higher should be, 1 without.
function MarginRankingCriterion:__init(margin)
   Parent.__init(self)
   self.margin = margin or 1
   self.gradInput = { torch.Tensor(), torch.Tensor() }
   self.sizeAverage = true
end

-- The part of each pair's loss that is above 0, and y as a tensor.
local function parts(self, input, y)
   expect.tensors(self, input, input[1], 2)
   local a, b = input[1], input[2]
   local sign = torch.isTensor(y) and y or a.new():resizeAs(a):fill(y)
   local loss = a.new():resizeAs(a):copy(a):add(-1, b):cmul(sign):mul(-1):add(self.margin)
   return loss, sign
end

--- input: a table of two tensors alike; y: a number or a tensor of 1 and -1.
function MarginRankingCriterion:updateOutput(input, y)
   local loss = parts(self, input, y)
   self.output = loss:cmax(0):sum()
   if self.sizeAverage and loss:nElement() > 1 then
      self.output = self.output / loss:nElement()
   end
   return self.output
end

function MarginRankingCriterion:updateGradInput(input, y)
   local loss, sign = parts(self, input, y)
   local active = loss:ge(0):typeAs(loss):cmul(sign)
   if self.sizeAverage and loss:nElement() > 1 then active:div(loss:nElement()) end
   self.gradInput[1] = active:clone():mul(-1)
   self.gradInput[2] = active
   return self.gradInput
end

return MarginRankingCriterion
