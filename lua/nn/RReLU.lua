--- RReLU.lua - y = x > 0 ? x : a x with a drawn for each element while training, and the
-- mean of a afterwards.
-- Xu, Wang, Chen, Li (2015), Empirical evaluation of rectified activations in
-- convolutional network, arXiv:1505.00853.
--
--    local layer = nn.RReLU(0.1, 0.3)
--    layer:evaluate()
--    print(('%.1f'):format(layer:forward(torch.Tensor { -10 })[1])) --> -2.0

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local RReLU, Parent = torch.class('nn.RReLU', 'nn.Module')

--- l, u: the slopes are uniform in [l, u), 1/8 to 1/3 without. inplace: write over the
-- input.
function RReLU:__init(l, u, inplace)
   Parent.__init(self)
   self.lower, self.upper = l or 1 / 8, u or 1 / 3
   for _, bound in ipairs { self.lower, self.upper } do
      if type(bound) ~= 'number' then
         expect.fail(self, 'a bound is %s, expected a number', expect.describe(bound))
      end
   end
   if self.lower > self.upper then
      expect.fail(self, 'slopes from %s to %s: expected the smaller one first',
         self.lower, self.upper)
   end
   self.noise = torch.Tensor()
   self.train = true
   self.inplace = inplace or false
end

-- The slope of every element, into a tensor.
local function slopes(self, tensor, input)
   tensor:resizeAs(input):fill(1)
   local below = torch.le(input, 0)
   if self.train then
      local drawn = input.new(below:sum()):uniform(self.lower, self.upper)
      if drawn:dim() > 0 then tensor:maskedCopy(below, drawn) end
   else
      tensor:maskedFill(below, (self.lower + self.upper) / 2)
   end
   return tensor
end

--- input: any shape; output alike.
function RReLU:updateOutput(input)
   expect.tensor(self, 'input', input, self.noise)
   if self.inplace then self.output:set(input) else self.output:resizeAs(input) end
   self.output:cmul(input, slopes(self, self.noise, input))
   return self.output
end

--- Needs the slopes of the last updateOutput.
function RReLU:updateGradInput(input, gradOutput)
   expect.tensor(self, 'gradOutput', gradOutput, self.noise)
   if self.inplace then
      self.gradInput:set(gradOutput)
   else
      self.gradInput:resizeAs(input)
   end
   self.gradInput:cmul(gradOutput, self.noise)
   return self.gradInput
end

function RReLU:clearState()
   nn.utils.clear(self, 'noise')
   return Parent.clearState(self)
end

function RReLU:__tostring__()
   return ('%s (l:%f, u:%f)'):format(torch.type(self), self.lower, self.upper)
end

return RReLU
