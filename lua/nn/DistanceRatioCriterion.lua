--- DistanceRatioCriterion.lua - for a distance Ds of what is alike and Dd of what
-- differs: the mean of -log(exp(-Ds) / (exp(-Ds) + exp(-Dd))).
-- Hoffer and Ailon (2015), Deep metric learning using triplet network, arXiv:1412.6622.
--
--    local Ds, Dd = torch.Tensor { 1 }, torch.Tensor { 1 }
--    print(('%.4f'):format(nn.DistanceRatioCriterion():forward { Ds, Dd })) --> 0.6931

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local DistanceRatioCriterion, Parent = torch.class('nn.DistanceRatioCriterion',
   'nn.Criterion')

--- sizeAverage: false for the sum in place of the mean.
function DistanceRatioCriterion:__init(sizeAverage)
   Parent.__init(self)
   self.sizeAverage = sizeAverage ~= false
   self.gradInput = { torch.Tensor(), torch.Tensor() }
end

-- Ds - Dd: the loss of a pair is log(1 + exp(Ds - Dd)).
local function differences(self, input)
   expect.tensors(self, input, self.gradInput[1], 2)
   return torch.add(input[1], -1, input[2]:contiguous():viewAs(input[1]))
end

--- input: a table of two tensors alike, Ds and Dd.
function DistanceRatioCriterion:updateOutput(input)
   local z = differences(self, input)
   local positive = torch.cmax(z, 0)
   local total = positive:sum() + z:abs():mul(-1):exp():log1p():sum()
   self.output = self.sizeAverage and total / z:nElement() or total
   return self.output
end

function DistanceRatioCriterion:updateGradInput(input)
   local z = differences(self, input)
   local first, second = self.gradInput[1], self.gradInput[2]
   cr.tensor_resize_as(first, z)
   first:sigmoid(z)
   if self.sizeAverage then first:div(z:nElement()) end
   second:resizeAs(input[2]):mul(first:viewAs(input[2]), -1)
   return self.gradInput
end

function DistanceRatioCriterion:type(name, tensorCache)
   return Parent.type(self, name, tensorCache)
end

return DistanceRatioCriterion
