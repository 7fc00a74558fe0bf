--- Linear.lua - a fully connected layer: y = W x + b.
--
--    torch.manualSeed(1)
--    local layer = nn.Linear(3, 2)
--    print(layer, unpack(layer:forward(torch.ones(4, 3)):size():totable()))
--    --> nn.Linear(3 -> 2) 4 2

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'
local expectTensor = expect.tensor

local Linear, Module = torch.class('nn.Linear', 'nn.Module')

--- inputSize, outputSize: numbers of features. bias: false leaves b out.
function Linear:__init(inputSize, outputSize, bias)
   expect.count(self, 'inputSize', inputSize)
   expect.count(self, 'outputSize', outputSize)
   Module.__init(self)
   self.weight = torch.Tensor(outputSize, inputSize)
   self.gradWeight = torch.Tensor(outputSize, inputSize):zero()
   if bias ~= false then
      self.bias = torch.Tensor(outputSize)
      self.gradBias = torch.Tensor(outputSize):zero()
   end
   self:reset()
end

function Linear:noBias()
   self.bias, self.gradBias = nil, nil
   return self
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(inputSize) around 0.
function Linear:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:size(2))
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
   return self
end

--- Torch7's buffer of ones is not needed.
function Linear:updateAddBuffer() end

local function wrongShape(self, name, value, features)
   local last = value:dim() > 0 and value:size(value:dim()) or 0
   if value:dim() ~= 1 and value:dim() ~= 2 then
      local each = value:dim() > 0 and value:nElement() / value:size(1)
      expect.fail(self, '%s is %s, expected %d features or N x %d%s', name,
         expect.describe(value), features, features,
         each == features and ('; nn.View(%d) before it makes features'):format(features)
            or '')
   end
   expect.fail(self, '%s has %d features but the layer was made for %d', name, last,
      features)
end

-- 1 or 2 dimensions, the last of the size of a weight's dimension (from 0).
local function check(self, name, value, dimension)
   local weight = self.weight
   expectTensor(self, name, value, weight)
   local ndim = value.ndim
   if ndim < 1 or ndim > 2 or value.sizes[ndim - 1] ~= weight.sizes[dimension] then
      wrongShape(self, name, value, weight:size(dimension + 1))
   end
   return ndim
end

--- input: inputSize, or N x inputSize; output: outputSize, or N x outputSize.
function Linear:updateOutput(input)
   local output = self.output
   if check(self, 'input', input, 1) == 2 then
      cr.linear(output, input, self.weight, self.bias)
   elseif self.bias then
      cr.addmv(output, 1, self.bias, 1, self.weight, input)
   else
      cr.mv(output, self.weight, input)
   end
   return output
end

function Linear:updateGradInput(_, gradOutput)
   local gradInput = self.gradInput
   if not gradInput then return end
   if check(self, 'gradOutput', gradOutput, 0) == 2 then
      cr.linear_backward_input(gradInput, gradOutput, self.weight)
   else
      cr.mv(gradInput, self.weight:t(), gradOutput)
   end
   return gradInput
end

function Linear:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   check(self, 'gradOutput', gradOutput, 0)
   if check(self, 'input', input, 1) == 2 then
      cr.linear_backward_weight(self.gradWeight, self.gradBias, input, gradOutput, scale)
   else
      cr.addr(self.gradWeight, 1, self.gradWeight, scale, gradOutput, input)
      if self.gradBias then self.gradBias:add(scale, gradOutput) end
   end
end

Linear.sharedAccUpdateGradParameters = Linear.defaultAccUpdateGradParameters

function Linear:clearState()
   nn.utils.clear(self, 'addBuffer')
   return Module.clearState(self)
end

function Linear:__tostring__()
   return ('%s(%d -> %d)%s'):format(torch.type(self), self.weight:size(2),
      self.weight:size(1), self.bias and '' or ' without bias')
end

return Linear
