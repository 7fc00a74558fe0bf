--- PartialLinear.lua - a fully connected layer of which only some outputs, the partition,
-- are computed: for very many outputs of which few matter at a time.
--
--    local layer = nn.PartialLinear(3, 1000)
--    layer:setPartition(torch.LongTensor { 7, 900 })
--    print(layer:forward(torch.rand(4, 3)):size(2)) --> 2

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local PartialLinear, Module = torch.class('nn.PartialLinear', 'nn.Module')

--- inputsize, outputsize: numbers of features. bias: false leaves it out.
function PartialLinear:__init(inputsize, outputsize, bias)
   Module.__init(self)
   expect.count(self, 'inputsize', inputsize)
   expect.count(self, 'outputsize', outputsize)
   local rows = nn.ParallelTable():add(nn.Identity())
      :add(nn.LookupTable(outputsize, inputsize))
   self.network = nn.Sequential():add(rows):add(nn.MM(false, true))
   if bias ~= false then
      self.bias, self.gradBias = torch.zeros(1, outputsize), torch.zeros(1, outputsize)
   end
   self.inputsize, self.outputsize = inputsize, outputsize
   self.allcolumns = torch.range(1, outputsize)
   self:resetPartition()
end

--- Compute the outputs that a vector of indices names, in its order.
function PartialLinear:setPartition(indices)
   expect.anyTensor(self, 'indices', indices)
   self.partition = indices:type(self.allcolumns:type())
end

--- Compute all outputs.
function PartialLinear:resetPartition() self.partition = self.allcolumns end

function PartialLinear:parameters()
   local params, gradParams = self.network:parameters()
   if self.bias then
      params[#params + 1], gradParams[#gradParams + 1] = self.bias, self.gradBias
   end
   return params, gradParams
end

--- input: N x inputsize; output: N x as many as the partition has indices.
function PartialLinear:updateOutput(input)
   expect.tensor(self, 'input', input, self.output)
   if input:dim() ~= 2 or input:size(2) ~= self.inputsize then
      expect.fail(self, 'input is %s, expected N x %d', expect.describe(input),
         self.inputsize)
   end
   self.output:set(self.network:forward { input, self.partition })
   if self.bias then
      local bias = self.bias:index(2, self.partition:long())
      self.output:add(bias:expandAs(self.output))
      self.addBuffer = self.addBuffer or input.new()
   end
   return self.output
end

function PartialLinear:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   self.network:updateGradInput({ input, self.partition }, gradOutput)
   self.gradInput:set(self.network.gradInput[1])
   return self.gradInput
end

function PartialLinear:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   self.network:accGradParameters({ input, self.partition }, gradOutput, scale)
   if self.gradBias then
      local sums = gradOutput:sum(1):mul(scale)
      self.gradBias:indexAdd(2, self.partition:long(), sums)
   end
end

function PartialLinear:accUpdateGradParameters(input, gradOutput, lr)
   if self.frozen then return end
   local gradBias = self.gradBias
   self.network:accUpdateGradParameters({ input, self.partition }, gradOutput, lr)
   if gradBias then
      self.bias:indexAdd(2, self.partition:long(), gradOutput:sum(1):mul(-lr))
   end
end

PartialLinear.sharedAccUpdateGradParameters = PartialLinear.accUpdateGradParameters

function PartialLinear:zeroGradParameters()
   self.network:zeroGradParameters()
   if self.gradBias then self.gradBias:zero() end
end

function PartialLinear:updateParameters(learningRate)
   local params, gradParams = self:parameters()
   for i = 1, #params do params[i]:add(-learningRate, gradParams[i]) end
end

function PartialLinear:__tostring__()
   return ('%s(%d -> %d)%s'):format(torch.type(self), self.inputsize, self.outputsize,
      self.bias and '' or ' without bias')
end

return PartialLinear
