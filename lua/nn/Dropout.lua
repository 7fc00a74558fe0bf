--- Dropout.lua - sets elements to 0 at random while training, so that features do not
-- rely on each other. Srivastava et al. (2014), Dropout, JMLR 15.
--
--    torch.manualSeed(1)
--    local layer = nn.Dropout(0.5)
--    print(layer:forward(torch.ones(1000)):ne(0):sum(), layer.output:max()) --> 490 2
--    layer:evaluate()
--    print(layer:forward(torch.ones(1000)):sum()) --> 1000

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local Dropout, Module = torch.class('nn.Dropout', 'nn.Module')

local function checkProbability(self, p)
   if type(p) ~= 'number' or not (p >= 0 and p < 1) then
      expect.fail(self, 'p is %s, expected 0 <= p < 1', expect.describe(p))
   end
end

--- p: the probability of 0, 0.5 without. v1: true to scale by 1 - p when evaluating, else
-- what is kept is divided by 1 - p when training. inplace: write over the input.
-- stochasticInference: drop when evaluating too.
function Dropout:__init(p, v1, inplace, stochasticInference)
   Module.__init(self)
   self.p = p or 0.5
   checkProbability(self, self.p)
   self.train = true
   self.inplace = inplace
   self.stochastic_inference = stochasticInference or false
   self.v2 = not v1
   self.noise = torch.Tensor()
end

local function drops(self)
   return self.p > 0 and (self.train ~= false or self.stochastic_inference)
end

function Dropout:updateOutput(input)
   local output = self.output
   expect.tensor(self, 'input', input, output)
   if self.inplace then cr.tensor_share(output, input) end
   if drops(self) then
      cr.dropout(output, self.noise, input, nil, self.p, self.v2 and 1 or 0)
   elseif not self.v2 then
      output:mul(input, 1 - self.p)
   elseif not self.inplace then
      output:resizeAs(input):copy(input)
   end
   return output
end

--- When evaluating, noise of stochasticInference has no part in the gradient.
function Dropout:updateGradInput(_, gradOutput)
   local gradInput = self.gradInput
   expect.tensor(self, 'gradOutput', gradOutput, gradInput)
   if self.inplace then cr.tensor_share(gradInput, gradOutput) end
   if self.train ~= false and self.p > 0 then
      gradInput:cmul(gradOutput, self.noise)
   elseif not self.v2 then
      gradInput:mul(gradOutput, 1 - self.p)
   elseif not self.inplace then
      gradInput:resizeAs(gradOutput):copy(gradOutput)
   end
   return gradInput
end

--- Change the probability of 0.
function Dropout:setp(p)
   checkProbability(self, p)
   self.p = p
end

function Dropout:clearState()
   nn.utils.clear(self, 'noise')
   return Module.clearState(self)
end

function Dropout:__tostring__()
   return ('%s(%.1f, %s)'):format(torch.type(self), self.p, self.v2 and 'busy' or 'lazy')
end

return Dropout
