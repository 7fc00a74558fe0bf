--- Bilinear.lua - y[k] = a' W[k] b + bias[k] for two vectors a and b.
--
--    local layer = nn.Bilinear(3, 2, 4)
--    print(layer:forward({ torch.rand(5, 3), torch.rand(5, 2) }):size(2)) --> 4

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local Bilinear, Parent = torch.class('nn.Bilinear', 'nn.Module')

--- inputSize1, inputSize2, outputSize: numbers of features. bias: false leaves it out.
function Bilinear:__init(inputSize1, inputSize2, outputSize, bias)
   Parent.__init(self)
   expect.count(self, 'inputSize1', inputSize1)
   expect.count(self, 'inputSize2', inputSize2)
   expect.count(self, 'outputSize', outputSize)
   self.weight = torch.Tensor(outputSize, inputSize1, inputSize2)
   self.gradWeight = torch.zeros(outputSize, inputSize1, inputSize2)
   if bias ~= false then
      self.bias, self.gradBias = torch.Tensor(outputSize), torch.zeros(outputSize)
   end
   self.gradInput = { torch.Tensor(), torch.Tensor() }
   self:reset()
end

--- Draw weight and bias from uniform numbers of deviation stdv, else within
-- 1 / sqrt(inputSize1) around 0.
function Bilinear:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:size(2))
   self.weight:uniform(-stdv, stdv)
   if self.bias then self.bias:uniform(-stdv, stdv) end
   return self
end

--- Raise unless the input is {N x inputSize1, N x inputSize2}.
function Bilinear:__assertInput(input)
   expect.table(self, 'input', input)
   for i = 1, 2 do
      local name, size = ('element %d of input'):format(i), self.weight:size(i + 1)
      expect.tensor(self, name, input[i], self.weight)
      if input[i]:dim() ~= 2 or input[i]:size(2) ~= size then
         expect.fail(self, '%s is %s, expected N x %d', name, expect.describe(input[i]),
            size)
      end
   end
   if input[1]:size(1) ~= input[2]:size(1) then
      expect.fail(self, 'element 1 of input is %s but element 2 is %s: their numbers of '
         .. 'rows differ', expect.describe(input[1]), expect.describe(input[2]))
   end
end

--- Raise unless gradOutput fits the input, too.
function Bilinear:__assertInputGradOutput(input, gradOutput)
   self:__assertInput(input)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   if gradOutput:dim() ~= 2 or gradOutput:size(1) ~= input[1]:size(1)
      or gradOutput:size(2) ~= self.weight:size(1) then
      expect.fail(self, 'gradOutput is %s, expected %d x %d',
         expect.describe(gradOutput), input[1]:size(1), self.weight:size(1))
   end
end

-- A buffer of the layer in the sizes given.
local function buffer(self, name, ...)
   self[name] = self[name] or self.weight.new()
   return self[name]:resize(...)
end

--- input: {N x inputSize1, N x inputSize2}; output N x outputSize.
function Bilinear:updateOutput(input)
   self:__assertInput(input)
   local K, I, J = unpack(self.weight:size():totable())
   local N = input[1]:size(1)
   local products = buffer(self, 'buff1', N, K * I) -- W[k] b of every sample
   cr.mm(products, input[2], self.weight:view(K * I, J):t())
   self.output:resize(N, K, 1)
   cr.bmm(self.output, products:view(N, K, I), input[1]:contiguous():view(N, I, 1))
   self.output:resize(N, K)
   if self.bias then self.output:add(self.bias:view(1, K):expand(N, K)) end
   return self.output
end

function Bilinear:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   self:__assertInputGradOutput(input, gradOutput)
   local K, I, J = unpack(self.weight:size():totable())
   local N = input[1]:size(1)
   local sums = buffer(self, 'buff2', N, I * J) -- sum over k of gradOutput[k] W[k]
   cr.mm(sums, gradOutput, self.weight:view(K, I * J))
   local first, second = self.gradInput[1], self.gradInput[2]
   first:resize(N, I, 1)
   second:resize(N, J, 1)
   sums = sums:view(N, I, J)
   cr.bmm(first, sums, input[2]:contiguous():view(N, J, 1))
   cr.bmm(second, sums:transpose(2, 3), input[1]:contiguous():view(N, I, 1))
   first:resize(N, I)
   second:resize(N, J)
   return self.gradInput
end

function Bilinear:accGradParameters(input, gradOutput, scale)
   self:__assertInputGradOutput(input, gradOutput)
   local K, I, J = unpack(self.weight:size():totable())
   local N = input[1]:size(1)
   local outer = buffer(self, 'buff2', N, I, J) -- a b' of every sample
   cr.bmm(outer, input[1]:contiguous():view(N, I, 1),
      input[2]:contiguous():view(N, 1, J))
   self.gradWeight:view(K, I * J):addmm(scale or 1, gradOutput:t(), outer:view(N, I * J))
   if self.gradBias then self.gradBias:add(scale or 1, gradOutput:sum(1):view(K)) end
end

Bilinear.sharedAccUpdateGradParameters = Bilinear.defaultAccUpdateGradParameters

function Bilinear:clearState()
   nn.utils.clear(self, 'buff1', 'buff2')
   self.buff1, self.buff2 = nil, nil
   for _, tensor in ipairs(self.gradInput or {}) do tensor:set() end
   nn.utils.clear(self, 'output')
   return self
end

function Bilinear:__tostring__()
   return ('%s(%dx%d -> %d) %s'):format(torch.type(self), self.weight:size(2),
      self.weight:size(3), self.weight:size(1), self.bias and '' or ' without bias')
end

return Bilinear
