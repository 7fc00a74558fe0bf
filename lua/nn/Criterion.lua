--- Criterion.lua - what every loss is: a number from input and target, and its gradient.
--
--    local criterion = nn.MSECriterion()
--    print(torch.isTypeOf(criterion, 'nn.Criterion')) --> true
--    print(criterion:forward(torch.Tensor{1, 2}, torch.Tensor{1, 4})) --> 2

local torch = require 'torch'
local nn = require 'nn'

local Criterion = torch.class 'nn.Criterion'

function Criterion:__tostring__() return torch.type(self) end
function Criterion.__tostring(self) return self:__tostring__() end
function Criterion.__call(self, ...) return self:__call__(...) end

function Criterion:__init()
   self.gradInput = torch.Tensor()
   self.output = 0
end

--- Compute self.output, a number. A criterion defines this.
function Criterion:updateOutput() end

--- Compute self.gradInput, its derivative by the input. A criterion defines this.
function Criterion:updateGradInput() end

function Criterion:forward(input, target) return self:updateOutput(input, target) end
function Criterion:backward(input, target) return self:updateGradInput(input, target) end

function Criterion:clone() return nn.utils.clone(self) end

--- Convert everything in it to the tensor type named.
function Criterion:type(name, tensorCache)
   if not name then error('Criterion: type needs the name of a tensor type', 2) end
   tensorCache = tensorCache or {}
   for key, value in pairs(self) do
      self[key] = nn.utils.recursiveType(value, name, tensorCache)
   end
   return self
end

function Criterion:float() return self:type 'torch.FloatTensor' end
function Criterion:double() return self:type 'torch.DoubleTensor' end
function Criterion:half() return self:type 'torch.HalfTensor' end
function Criterion:cuda() return self:type 'torch.CudaTensor' end
function Criterion:cudaHalf() return self:type 'torch.CudaHalfTensor' end
function Criterion:cudaDouble() return self:type 'torch.CudaDoubleTensor' end

--- criterion(input, target) runs forward and backward.
function Criterion:__call__(input, target)
   self.output = self:forward(input, target)
   self.gradInput = self:backward(input, target)
   return self.output, self.gradInput
end

return Criterion
