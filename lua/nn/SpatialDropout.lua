--- SpatialDropout.lua - sets whole maps to 0 at random while training.
-- Tompson et al. (2015), Efficient object localization using convolutional networks.
--
--    torch.manualSeed(1)
--    local y = nn.SpatialDropout(0.5):forward(torch.ones(1, 100, 2, 2))
--    print(y:ne(0):sum() % 4) --> 0

local torch = require 'torch'
local expect = require 'nn.expect'

local SpatialDropout, Parent = torch.class('nn.SpatialDropout', 'nn.Module')
SpatialDropout.nDim = 3 -- of an image

--- p: the probability of 0, 0.5 without. stochasticInference: drop when evaluating too.
function SpatialDropout:__init(p, stochasticInference)
   Parent.__init(self)
   self.p = p or 0.5
   self.train = true
   self.stochastic_inference = stochasticInference or false
   self.noise = torch.Tensor()
end

--- input: C x H x W or N x C x H x W; output alike.
function SpatialDropout:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   self.output:resizeAs(input):copy(input)
   if self.train == false and not self.stochastic_inference then
      self.output:mul(1 - self.p)
      return self.output
   end
   local ndim = input:dim()
   if ndim ~= self.nDim and ndim ~= self.nDim + 1 then
      expect.fail(self, 'input is %s, expected %d or %d dimensions',
         expect.describe(input), self.nDim, self.nDim + 1)
   end
   local sizes = input:size()
   for d = ndim - self.nDim + 2, ndim do sizes[d] = 1 end
   self.noise:resize(sizes)
   self.noise:bernoulli(1 - self.p)
   self.output:cmul(self.noise:expandAs(input))
   return self.output
end

function SpatialDropout:updateGradInput(input, gradOutput)
   if self.train == false then
      expect.fail(self, 'backward is defined while training only; call training()')
   end
   self.gradInput:resizeAs(gradOutput):copy(gradOutput):cmul(self.noise:expandAs(input))
   return self.gradInput
end

function SpatialDropout:setp(p) self.p = p end

function SpatialDropout:clearState()
   self.noise:set()
   return Parent.clearState(self)
end

function SpatialDropout:__tostring__()
   return ('%s(%f)'):format(torch.type(self), self.p)
end

return SpatialDropout
