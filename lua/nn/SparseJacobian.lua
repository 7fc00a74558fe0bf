--- SparseJacobian.lua - nn.SparseJacobian: derivatives of a module whose input is K x 2,
-- pairs of an index and a value, against central differences. Only values are changed.
--
--    local layer = nn.SparseLinear(6, 3, true)
--    local input = torch.Tensor { { 1, 0.5 }, { 4, -1 } }
--    print(nn.SparseJacobian.testJacobian(layer, input) < 1e-6) --> true

local torch = require 'torch'
local nn = require 'nn'

local SparseJacobian = {}
nn.SparseJacobian = SparseJacobian

local PERTURBATION = 1e-6

local function random(tensor, low, high)
   return tensor:copy(torch.rand(tensor:nElement()):mul(high - low):add(low))
end

-- The gradients by the values in the input, one for each of its pairs.
local function atInput(gradInput, input)
   if type(gradInput) == 'table' then gradInput = gradInput[1] end
   return gradInput:select(2, 2):index(1, input:select(2, 1):long())
end

--- d output / d param by backward, one column for each output. param nil: the values of
-- the input, for which the module must compute gradInput.
function SparseJacobian.backward(module, input, param, dparam)
   local output = module:forward(input)
   local dout = torch.Tensor():resizeAs(output):zero()
   local flat = dout:view(-1)
   local count = param and param:nElement() or input:size(1)
   local jacobian = torch.Tensor(count, output:nElement()):zero()
   for i = 1, output:nElement() do
      dout:zero()
      flat[i] = 1
      module:zeroGradParameters()
      local din = module:updateGradInput(input, dout)
      module:accGradParameters(input, dout)
      jacobian:select(2, i):copy(param and dparam or atInput(din, input))
   end
   return jacobian
end

--- d parameters[i] after an update of learningRate 1, one column for each output.
function SparseJacobian.backwardUpdate(module, input, param)
   return nn.Jacobian.backwardUpdate(module, input, param)
end

--- The same as backward by central differences.
function SparseJacobian.forward(module, input, param, perturbation)
   local step = perturbation or PERTURBATION
   local flat = param and param:view(-1) or input:select(2, 2)
   local jacobian
   for i = 1, flat:nElement() do
      local kept = flat[i]
      flat[i] = kept - step
      local below = module:forward(input):clone()
      flat[i] = kept + step
      local above = module:forward(input):clone()
      flat[i] = kept
      jacobian = jacobian or torch.Tensor(flat:nElement(), below:nElement())
      jacobian:select(1, i):copy(above:add(-1, below):div(2 * step))
   end
   return jacobian
end

--- The change of parameters by central differences of an update of learningRate 1.
function SparseJacobian.forwardUpdate(module, input, param, perturbation)
   local jacobian = SparseJacobian.forward(module, input, param, perturbation):mul(-1)
   local flat = param:view(-1)
   for i = 1, flat:nElement() do jacobian:select(1, i):add(flat[i]) end
   return jacobian
end

-- Values drawn from [minval, maxval); indices stay.
local function drawn(input, minval, maxval)
   local values = input:select(2, 2)
   values:copy(random(values:clone(), minval or -2, maxval or 2))
end

--- Largest difference between both ways for the values of the input.
function SparseJacobian.testJacobian(module, input, minval, maxval, perturbation)
   drawn(input, minval, maxval)
   local byForward = SparseJacobian.forward(module, input, nil, perturbation)
   return (byForward - SparseJacobian.backward(module, input)):abs():max()
end

--- The same for a parameter and its gradient, both tensors of the module.
function SparseJacobian.testJacobianParameters(module, input, param, dparam, minval,
   maxval, perturbation)
   drawn(input, minval, maxval)
   random(param, minval or -2, maxval or 2)
   local byBackward = SparseJacobian.backward(module, input, param, dparam)
   local byForward = SparseJacobian.forward(module, input, param, perturbation)
   return (byBackward - byForward):abs():max()
end

--- The same for accUpdateGradParameters.
function SparseJacobian.testJacobianUpdateParameters(module, input, param, minval, maxval,
   perturbation)
   drawn(input, minval, maxval)
   random(param, minval or -2, maxval or 2)
   local byBackward = SparseJacobian.backwardUpdate(module, input, param)
   local byForward = SparseJacobian.forwardUpdate(module, input, param, perturbation)
   return (byBackward - byForward):abs():max()
end

--- Largest differences after writing a module to memory and reading it back.
function SparseJacobian.testIO(module, input, minval, maxval)
   drawn(input, minval, maxval)
   local output = module:forward(input):clone()
   module:zeroGradParameters()
   module:backward(input, output)
   local other = torch.deserialize(torch.serialize(module))
   other:zeroGradParameters()
   local forward = (other:forward(input) - output):abs():max()
   other:backward(input, output)
   local _, gradients = module:parameters()
   local _, others = other:parameters()
   local backward = 0
   for i, gradient in ipairs(gradients) do
      backward = math.max(backward, (gradient - others[i]):abs():max())
   end
   return forward, backward
end

--- As nn.Jacobian.testAllUpdate.
function SparseJacobian.testAllUpdate(module, input, weight, gradWeight)
   return nn.Jacobian.testAllUpdate(module, input, weight, gradWeight)
end

return SparseJacobian
