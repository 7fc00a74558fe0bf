--- DropConnect.lua - a fully connected layer whose weights are set to 0 at random while
-- training, other ones for each sample.
-- Wan, Zeiler, Zhang, LeCun, Fergus (2013), Regularization of neural networks using
-- DropConnect, ICML.
--
--    local layer = nn.DropConnect(nn.Linear(3, 2), 0.5, nn.ReLU())
--    print(layer:forward(torch.rand(4, 3)):size(2)) --> 2

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
require 'nn.Decorator'

local DropConnect, Parent = torch.class('nn.DropConnect', 'nn.Decorator')

--- linear: an nn.Linear. p: the probability that a weight is 0, 0.5 without. activation: a
-- module of every element by itself, to be applied behind; in evaluation the result is
-- then its mean over weights drawn at random.
function DropConnect:__init(linear, p, activation)
   Parent.__init(self, linear)
   if not torch.isTypeOf(linear, 'nn.Linear') then
      expect.fail(self, 'linear is %s, expected an nn.Linear', expect.describe(linear))
   end
   p = p or 0.5
   if type(p) ~= 'number' or not (p >= 0 and p < 1) then
      expect.fail(self, 'p is %s, expected a number from 0 to 1, without 1',
         expect.describe(p))
   end
   self.p, self.train = p, true
   self.modules[2] = activation
   self._linear, self._mask = torch.Tensor(), torch.Tensor()
end

local function rows(self, name, tensor, dimension)
   local weight = self.modules[1].weight
   expect.tensor(self, name, tensor, weight)
   local size = weight:size(dimension)
   if tensor:dim() < 1 or tensor:dim() > 2 or tensor:size(tensor:dim()) ~= size then
      expect.fail(self, '%s is %s, expected %d or N x %d', name,
         expect.describe(tensor), size, size)
   end
   return tensor:contiguous():view(-1, size)
end

-- Call f(i, masked weight, mask) for each sample; the same masks after every forward.
local function eachSample(self, count, f)
   local weight = self.modules[1].weight
   local generator = torch.Generator()
   torch.manualSeed(generator, self.seed)
   local mask, masked = self._mask:resizeAs(weight), weight.new():resizeAs(weight)
   for i = 1, count do
      mask:bernoulli(generator, 1 - self.p)
      f(i, masked:cmul(weight, mask), mask)
   end
end

local SPAN, STEPS = 6, 120 -- of the sum over a normal distribution, in deviations

-- The mean of activation(u), u normal with the mean and the variance of the masked sums.
local function expected(self, x, mean)
   local linear, p = self.modules[1], self.p
   local squares = torch.mm(torch.cmul(x, x), torch.cmul(linear.weight, linear.weight):t())
   local deviation = squares:mul(p * (1 - p)):sqrt()
   local result, total = mean:clone():zero(), 0
   for k = -STEPS, STEPS do
      local z = k / STEPS * SPAN
      local density = math.exp(-z * z / 2)
      local value = self.modules[2]:updateOutput(torch.add(mean, z, deviation))
      result:add(density, value)
      total = total + density
   end
   return result:div(total)
end

--- input: inputSize or N x inputSize; output: outputSize or N x outputSize. One number is
-- drawn in training, none in evaluation.
function DropConnect:updateOutput(input)
   local linear, x = self.modules[1], rows(self, 'input', input, 2)
   local u = self._linear:resize(x:size(1), linear.weight:size(1))
   if self.train ~= false then
      self.seed = torch.random()
      eachSample(self, x:size(1), function(i, weight) u[i]:mv(weight, x[i]) end)
   else
      u:mm(x, linear.weight:t()):mul(1 - self.p)
   end
   if linear.bias then u:add(linear.bias:view(1, -1):expandAs(u)) end
   local y = u
   if self.modules[2] and self.train == false then
      y = expected(self, x, u)
   elseif self.modules[2] then
      y = self.modules[2]:updateOutput(u)
   end
   self.output:resizeAs(y):copy(y)
   if input:dim() == 1 then self.output:resize(linear.weight:size(1)) end
   return self.output
end

-- gradOutput behind the activation, N x outputSize.
local function toLinear(self, gradOutput)
   if self.train == false then
      expect.fail(self, 'backward in evaluation; call training() first')
   end
   local dy = rows(self, 'gradOutput', gradOutput, 1)
   return self.modules[2] and self.modules[2]:updateGradInput(self._linear, dy) or dy
end

function DropConnect:updateGradInput(input, gradOutput)
   local x, du = rows(self, 'input', input, 2), toLinear(self, gradOutput)
   local dx = self.gradInput:resizeAs(x)
   eachSample(self, x:size(1), function(i, weight) dx[i]:mv(weight:t(), du[i]) end)
   dx:resize(input:size())
   return dx
end

--- Weights that were 0 for a sample get no gradient of it.
function DropConnect:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local linear, x = self.modules[1], rows(self, 'input', input, 2)
   local du = toLinear(self, gradOutput)
   local outer = linear.weight.new():resizeAs(linear.weight)
   local sum = outer:clone():zero()
   eachSample(self, x:size(1), function(i, _, mask)
      outer:ger(du[i], x[i])
      sum:addcmul(outer, mask)
   end)
   linear.gradWeight:add(scale, sum)
   if linear.gradBias then linear.gradBias:add(scale, du:sum(1):view(-1)) end
end

function DropConnect:accUpdateGradParameters(input, gradOutput, lr)
   if self.frozen then return end
   local linear = self.modules[1]
   local gradWeight, gradBias = linear.gradWeight, linear.gradBias
   linear.gradWeight, linear.gradBias = linear.weight, linear.bias
   self:accGradParameters(input, gradOutput, -lr)
   linear.gradWeight, linear.gradBias = gradWeight, gradBias
end

DropConnect.sharedAccUpdateGradParameters = DropConnect.accUpdateGradParameters

function DropConnect:clearState()
   nn.utils.clear(self, '_linear', '_mask')
   return Parent.clearState(self)
end

function DropConnect:__tostring__()
   return ('%s(%.3g) @ %s'):format(torch.type(self), self.p, tostring(self.modules[1]))
end

return DropConnect
