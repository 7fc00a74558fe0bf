--- MarginCriterion.lua - the mean of max(0, margin - y x), y being 1 or -1.
--
--    print(nn.MarginCriterion(1):forward(torch.Tensor{0.5, 2}, torch.Tensor{1, 1}))
--    --> 0.25

local torch = require 'torch'

local MarginCriterion, Parent = torch.class('nn.MarginCriterion', 'nn.Criterion')

--- margin: 1 without.
function MarginCriterion:__init(margin)
   Parent.__init(self)
   self.sizeAverage = true
   self.margin = margin or 1
end

require 'nn.compare'(MarginCriterion, 'margin', 'margin')

return MarginCriterion
