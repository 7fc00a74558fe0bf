--- Jacobian.lua - nn.Jacobian: derivatives of a module against central differences.
--
--    print(nn.Jacobian.testJacobian(nn.Tanh(), torch.Tensor(3)) < 1e-6) --> true

local torch = require 'torch'
local nn = require 'nn'

local Jacobian = {}
nn.Jacobian = Jacobian

local PERTURBATION = 1e-6

local function random(tensor, low, high)
   return tensor:copy(torch.rand(tensor:nElement()):mul(high - low):add(low))
end

--- d output / d param by backward, one column for each output. param nil: the input.
function Jacobian.backward(module, input, param, dparam)
   local output = module:forward(input)
   local count = param and param:nElement() or input:nElement()
   local dout = torch.Tensor():resizeAs(output):zero()
   local flat = dout:view(-1)
   local jacobian = torch.Tensor(count, output:nElement()):zero()
   for i = 1, output:nElement() do
      dout:zero()
      flat[i] = 1
      module:zeroGradParameters()
      local din = module:updateGradInput(input, dout)
      module:accGradParameters(input, dout)
      jacobian:select(2, i):copy(param and dparam or din)
   end
   return jacobian
end

--- d parameters[i] after an update of learningRate 1, one column for each output.
function Jacobian.backwardUpdate(module, input, param)
   local output = module:forward(input)
   local dout = torch.Tensor():resizeAs(output):zero()
   local flat = dout:view(-1)
   local jacobian = torch.Tensor(param:nElement(), output:nElement()):zero()
   local params = module:parameters()
   local kept = {}
   for i, p in ipairs(params) do kept[i] = p:clone() end
   for i = 1, output:nElement() do
      for j, p in ipairs(params) do p:copy(kept[j]) end
      module:forward(input)
      dout:zero()
      flat[i] = 1
      module:updateGradInput(input, dout)
      module:accUpdateGradParameters(input, dout, 1)
      jacobian:select(2, i):copy(param)
   end
   for j, p in ipairs(params) do p:copy(kept[j]) end
   return jacobian
end

--- The same by central differences: param, or the input, is changed element by element.
function Jacobian.forward(module, input, param, perturbation)
   param = param or input
   local step, flat = perturbation or PERTURBATION, param:view(-1)
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
function Jacobian.forwardUpdate(module, input, param, perturbation)
   local jacobian = Jacobian.forward(module, input, param, perturbation):mul(-1)
   local flat = param:view(-1)
   for i = 1, flat:nElement() do jacobian:select(1, i):add(flat[i]) end
   return jacobian
end

--- Largest difference between both ways for the input, drawn from [minval, maxval).
function Jacobian.testJacobian(module, input, minval, maxval, perturbation)
   random(input, minval or -2, maxval or 2)
   local byForward = Jacobian.forward(module, input, nil, perturbation)
   return (byForward - Jacobian.backward(module, input)):abs():max()
end

--- The same for a parameter and its gradient, both tensors of the module.
function Jacobian.testJacobianParameters(module, input, param, dparam, minval, maxval,
   perturbation)
   random(input, minval or -2, maxval or 2)
   random(param, minval or -2, maxval or 2)
   local byBackward = Jacobian.backward(module, input, param, dparam)
   return (byBackward - Jacobian.forward(module, input, param, perturbation)):abs():max()
end

--- The same for accUpdateGradParameters.
function Jacobian.testJacobianUpdateParameters(module, input, param, minval, maxval,
   perturbation)
   random(input, minval or -2, maxval or 2)
   random(param, minval or -2, maxval or 2)
   local byBackward = Jacobian.backwardUpdate(module, input, param)
   return (byBackward - Jacobian.forwardUpdate(module, input, param,
      perturbation)):abs():max()
end

--- Largest differences after writing a module to memory and reading it back.
function Jacobian.testIO(module, input, minval, maxval)
   random(input, minval or -2, maxval or 2)
   local output = module:forward(input):clone()
   local gradOutput = output:clone()
   module:zeroGradParameters()
   local gradInput = module:backward(input, gradOutput)
   local other = torch.deserialize(torch.serialize(module))
   other:zeroGradParameters()
   local forward = (other:forward(input) - output):abs():max()
   return forward, (other:backward(input, gradOutput) - gradInput):abs():max()
end

--- Whether updates of two modules with shared parameters add up: a table of errors by
-- name.
function Jacobian.testAllUpdate(module, input, weight, gradWeight)
   local lr, errors = 0.01, {}
   local function deviation(a, b) return (a - b):abs():max() end
   local once, twice = module:clone(), module:clone()
   local output = once:forward(input)
   local gradOutput = torch.Tensor():resizeAs(output):copy(torch.rand(output:nElement()))
   once:zeroGradParameters()
   once:updateGradInput(input, gradOutput)
   once:accGradParameters(input, gradOutput, lr)
   twice:forward(input)
   twice:updateGradInput(input, gradOutput)
   twice:accUpdateGradParameters(input, gradOutput, lr)
   errors['accUpdateGradParameters'] = deviation(once[weight] - once[gradWeight],
      twice[weight])
   local first = module:clone()
   local second = first:clone()
   second:share(first, 'weight', 'bias')
   for _, m in ipairs { first, second } do
      m:forward(input)
      m:updateGradInput(input, gradOutput)
   end
   for _, m in ipairs { first, second } do
      m:accUpdateGradParameters(input, gradOutput, lr)
   end
   local wanted = module[weight]:clone():add(-2, once[gradWeight])
   errors['accUpdateGradParameters [shared]'] = deviation(first[weight], wanted)
   return errors
end

return Jacobian
