--- StochasticDepth.lua - a residual block that is left out at random while training:
-- y = shortcut(x) + block(x) or shortcut(x). Huang, Sun, Liu, Sedra, Weinberger (2016),
-- Deep networks with stochastic depth, arXiv:1603.09382.
--
--    local block = nn.Sequential():add(nn.Linear(4, 4)):add(nn.ReLU())
--    local layer = nn.StochasticDepth(block, nn.StochasticDepth.linearDecay(5, 10))
--    print(layer.survival, layer:forward(torch.rand(2, 4)):size(2)) --> 0.75 4

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
require 'nn.Container'

local StochasticDepth, Parent = torch.class('nn.StochasticDepth', 'nn.Container')

--- block: the residual branch. survival: the probability that it is there, 0.5 without;
-- in evaluation its output is multiplied by it. shortcut: nn.Identity() without.
function StochasticDepth:__init(block, survival, shortcut)
   Parent.__init(self)
   expect.module(self, block)
   survival = survival or 0.5
   if type(survival) ~= 'number' or not (survival > 0 and survival <= 1) then
      expect.fail(self, 'survival is %s, expected a number above 0, at most 1',
         expect.describe(survival))
   end
   self.survival, self.alive, self.train = survival, true, true
   self.modules = { block, shortcut or nn.Identity() }
end

--- Survival of block `l` of `count`, from the first to the last in even steps down to
-- `last`, 0.5 without: 1 - l / count * (1 - last).
function StochasticDepth.linearDecay(l, count, last)
   return 1 - l / count * (1 - (last or 0.5))
end

--- input: what block and shortcut take; output: as theirs. The field alive tells whether
-- the block took part. One number is drawn.
function StochasticDepth:updateOutput(input)
   local block, shortcut = self.modules[1], self.modules[2]
   local past = shortcut:updateOutput(input)
   expect.tensor(self, 'output of the shortcut', past, self.output)
   self.alive = self.train == false or torch.uniform() < self.survival
   self.output:resizeAs(past):copy(past)
   if self.alive then
      local through = block:updateOutput(input)
      if not torch.isTensor(through) or not through:isSameSizeAs(past) then
         expect.fail(self, 'the block gives %s, the shortcut %s',
            expect.describe(through), expect.describe(past))
      end
      self.output:add(self.train == false and self.survival or 1, through)
   end
   return self.output
end

-- gradOutput as the block sees it.
local function toBlock(self, gradOutput)
   return self.train == false and torch.mul(gradOutput, self.survival) or gradOutput
end

-- The sum of the gradients that the method gives of shortcut and block.
local function both(self, method, input, gradOutput, scale)
   local block, shortcut = self.modules[1], self.modules[2]
   local past = shortcut[method](shortcut, input, gradOutput, scale)
   self.gradInput:resizeAs(past):copy(past)
   if self.alive then
      self.gradInput:add(block[method](block, input, toBlock(self, gradOutput), scale))
   end
   return self.gradInput
end

function StochasticDepth:updateGradInput(input, gradOutput)
   return both(self, 'updateGradInput', input, gradOutput)
end

function StochasticDepth:backward(input, gradOutput, scale)
   return both(self, 'backward', input, gradOutput, scale or 1)
end

function StochasticDepth:accGradParameters(input, gradOutput, scale)
   self.modules[2]:accGradParameters(input, gradOutput, scale)
   if self.alive then
      self.modules[1]:accGradParameters(input, toBlock(self, gradOutput), scale)
   end
end

function StochasticDepth:accUpdateGradParameters(input, gradOutput, lr)
   self.modules[2]:accUpdateGradParameters(input, gradOutput, lr)
   if self.alive then
      self.modules[1]:accUpdateGradParameters(input, toBlock(self, gradOutput), lr)
   end
end

function StochasticDepth:__tostring__()
   return ('%s(%.3g) @ %s'):format(torch.type(self), self.survival,
      Parent.indented(self.modules[1], '  '))
end

return StochasticDepth
