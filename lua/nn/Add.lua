--- Add.lua - y = x + b, with a learned vector b, or one number.
--
--    local layer = nn.Add(2)
--    layer.bias:copy(torch.Tensor{10, 20})
--    print(unpack(layer:forward(torch.Tensor{1, 2}):totable())) --> 11 22

local torch = require 'torch'
local expect = require 'nn.expect'

local Add, Parent = torch.class('nn.Add', 'nn.Module')

--- inputSize: number of elements of b. scalar: true for one number that all get.
function Add:__init(inputSize, scalar)
   Parent.__init(self)
   local size = scalar and 1 or inputSize
   expect.count(self, 'inputSize', size)
   self.scalar = scalar
   self.bias = torch.Tensor(size)
   self.gradBias = torch.zeros(size)
   self:reset()
end

--- b within stdv around 0, within 1 / sqrt(inputSize) without.
function Add:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.bias:size(1))
   self.bias:uniform(-stdv, stdv)
end

--- input: inputSize, or N x ... of as many elements a sample; output alike.
function Add:updateOutput(input)
   expect.tensor(self, 'input', input, self.bias)
   local size = self.bias:size(1)
   self.output:resizeAs(input):copy(input)
   if self.scalar then
      self.output:add(self.bias[1])
   elseif input:nElement() == size then
      self.output:add(self.bias:viewAs(self.output))
   else
      if input:dim() < 2 or input:nElement() ~= size * input:size(1) then
         expect.fail(self, 'input is %s, expected %d elements for each sample',
            expect.describe(input), size)
      end
      local flat = self.output:view(input:size(1), size)
      flat:add(self.bias:view(1, size):expand(input:size(1), size))
   end
   return self.output
end

function Add:updateGradInput(_, gradOutput)
   self.gradInput:resizeAs(gradOutput):copy(gradOutput)
   return self.gradInput
end

function Add:accGradParameters(_, gradOutput, scale)
   scale = scale or 1
   local size = self.gradBias:size(1)
   if self.scalar then
      self.gradBias[1] = self.gradBias[1] + scale * gradOutput:sum()
   elseif gradOutput:nElement() == size then
      self.gradBias:add(scale, gradOutput)
   else
      self.gradBias:add(scale, gradOutput:contiguous():view(-1, size):sum(1):view(size))
   end
end

return Add
