--- Module.lua - what every layer is: output from input, gradInput from gradOutput.
-- A layer keeps its results in self.output and self.gradInput, and its parameters in
-- self.weight and self.bias with self.gradWeight and self.gradBias.
--
--    local module = nn.Linear(2, 1)
--    local output = module:forward(torch.ones(2))
--    module:zeroGradParameters()
--    local gradInput = module:backward(torch.ones(2), torch.ones(1))
--    print(output:nElement(), gradInput:nElement(), #module:parameters()) --> 1 2 2

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'
local typename = torch.typename

local Module = torch.class 'nn.Module'

-- The classes derived from this one inherit the operators.
function Module:__tostring__() return torch.type(self) end
function Module.__tostring(self) return self:__tostring__() end
function Module.__call(self, ...) return self:__call__(...) end

function Module:__init()
   self.gradInput = torch.Tensor()
   self.output = torch.Tensor()
   self._type = self.output:type()
end

--- Two lists of tensors: the parameters and their gradients; nothing if there are none.
function Module:parameters()
   if self.frozen then return end
   if self.weight and self.bias then
      return { self.weight, self.bias }, { self.gradWeight, self.gradBias }
   elseif self.weight then
      return { self.weight }, { self.gradWeight }
   elseif self.bias then
      return { self.bias }, { self.gradBias }
   end
end

--- Compute self.output. A layer defines this.
function Module:updateOutput() return self.output end

--- Compute self.gradInput from the gradient by the output. A layer defines this.
function Module:updateGradInput() return self.gradInput end

--- Add scale times the gradient by the parameters to the gradients kept. A layer with
-- parameters defines this.
function Module:accGradParameters() end

function Module:forward(input) return self:updateOutput(input) end

--- gradInput, after a forward with the same input; gradients of parameters grow by scale
-- times theirs.
function Module:backward(input, gradOutput, scale)
   scale = scale or 1
   self:updateGradInput(input, gradOutput)
   if not self.frozen then self:accGradParameters(input, gradOutput, scale) end
   return self.gradInput
end

--- backward, with a step of the parameters against their gradient at once.
function Module:backwardUpdate(input, gradOutput, lr)
   self:updateGradInput(input, gradOutput)
   self:accUpdateGradParameters(input, gradOutput, lr)
   return self.gradInput
end

function Module:accUpdateGradParameters(input, gradOutput, lr)
   if self.frozen then return end
   if self.shared then
      self:sharedAccUpdateGradParameters(input, gradOutput, lr)
   else
      self:defaultAccUpdateGradParameters(input, gradOutput, lr)
   end
end

--- The parameters stand in for their gradients, so that the step needs no memory.
function Module:defaultAccUpdateGradParameters(input, gradOutput, lr)
   local gradWeight, gradBias = self.gradWeight, self.gradBias
   self.gradWeight, self.gradBias = self.weight, self.bias
   self:accGradParameters(input, gradOutput, -lr)
   self.gradWeight, self.gradBias = gradWeight, gradBias
end

--- The same for parameters that other layers share.
function Module:sharedAccUpdateGradParameters(input, gradOutput, lr)
   if self:parameters() then
      self:zeroGradParameters()
      self:accGradParameters(input, gradOutput, 1)
      self:updateParameters(lr)
   end
end

function Module:zeroGradParameters()
   local _, gradParams = self:parameters()
   if not gradParams then return end
   for i = 1, #gradParams do gradParams[i]:zero() end
end

--- parameters -= learningRate * gradients.
function Module:updateParameters(learningRate)
   local params, gradParams = self:parameters()
   if not params then return end
   for i = 1, #params do params[i]:add(-learningRate, gradParams[i]) end
end

function Module:training() self.train = not self.frozen end
function Module:evaluate() self.train = false end

--- Keep the parameters of this module and of all inside it as they are: parameters() does
-- not give them, updates leave them out, and training() leaves them in evaluation.
-- Gradients still pass through. To be called before getParameters. unfreeze undoes it.
--
--    local net = nn.Sequential():add(nn.Linear(3, 2)):add(nn.Linear(2, 1))
--    net:get(1):freeze()
--    print(#net:parameters()) --> 2
function Module:freeze()
   self:evaluate()
   self:apply(function(module) module.frozen = true end)
   return self
end

function Module:unfreeze()
   self:apply(function(module) module.frozen = nil end)
   self:training()
   return self
end

--- What each layer gives and holds for an input of a size, {1, 3, 224, 224}: see
-- lua/nn/summary.lua. The network runs once, in evaluation.
--
--    local net = nn.Sequential():add(nn.Linear(10, 5)):add(nn.ReLU())
--    print(net:summary({ 2, 10 }).parameters, net:summary({ 2, 10 }).multiplyAdds)
--    --> 55 100
function Module:summary(size) return require 'nn.summary'(self, size) end

--- Let the named fields be the same memory as those of another module.
function Module:share(other, ...)
   for _, name in ipairs { ... } do
      if self[name] ~= nil then
         self[name]:set(other[name])
         self.shared, other.shared = true, true
      end
   end
   return self
end

--- A deep copy; the named fields share their memory with this module's.
function Module:clone(...)
   local copy = nn.utils.clone(self)
   if select('#', ...) > 0 then copy:share(self, ...) end
   return copy
end

--- The tensor type of the module, or convert everything in it to the type named.
-- tensorCache: keeps tensors shared between modules that are converted one after the
-- other.
function Module:type(name, tensorCache)
   if not name then return self._type end
   tensorCache = tensorCache or {}
   for key, value in pairs(self) do
      self[key] = nn.utils.recursiveType(value, name, tensorCache)
   end
   self._type = name
   return self
end

function Module:float(...) return self:type('torch.FloatTensor', ...) end
function Module:double(...) return self:type('torch.DoubleTensor', ...) end
function Module:half(...) return self:type('torch.HalfTensor', ...) end
function Module:cuda(...) return self:type('torch.CudaTensor', ...) end
function Module:cudaHalf(...) return self:type('torch.CudaHalfTensor', ...) end
function Module:cudaDouble(...) return self:type('torch.CudaDoubleTensor', ...) end

--- Draw the parameters anew. A layer with parameters defines this.
function Module:reset() end

function Module:write(file)
   local fields = {}
   for key, value in pairs(self) do fields[key] = value end
   file:writeObject(fields)
end

function Module:read(file)
   for key, value in pairs(file:readObject()) do self[key] = value end
end

--- m(input) runs forward, m(input, gradOutput) backward too.
function Module:__call__(input, gradOutput)
   self:forward(input)
   if gradOutput ~= nil then
      self:backward(input, gradOutput)
      return self.output, self.gradInput
   end
   return self.output
end

--- The parameters as one vector and their gradients as another; the module's own tensors
-- become views of these. To be called once for a whole network.
function Module:getParameters()
   local params, gradParams = self:parameters()
   return Module.flatten(params or {}), Module.flatten(gradParams or {})
end

--- One vector whose parts the tensors of a list become, in its order. Tensors that share
-- memory still share it, and gaps between them are dropped.
function Module.flatten(parameters) return require 'nn.flatten'(parameters) end

--- Call f on this module and on all inside it.
function Module:apply(f)
   f(self)
   for _, module in ipairs(self.modules or {}) do module:apply(f) end
end

--- Put f(module) in the place of this module and of all inside it; f must give a module.
function Module:replace(f)
   local out = f(self)
   if not typename(out) then
      expect.fail(self, 'replace: the function gave %s, expected a module',
         expect.describe(out))
   end
   if out.modules then
      for i, module in ipairs(out.modules) do out.modules[i] = module:replace(f) end
   end
   return out
end

--- All modules of the class named, and a list of the containers they are in.
function Module:findModules(name, container)
   container = container or self
   local found, containers = {}, {}
   if typename(self) == name then found[1], containers[1] = self, container end
   for _, child in ipairs(type(self.modules) == 'table' and self.modules or {}) do
      local more, their = child:findModules(name, self)
      for i = 1, #more do
         found[#found + 1], containers[#containers + 1] = more[i], their[i]
      end
   end
   return found, containers
end

--- This module and all inside it, each once, outer before inner.
function Module:listModules()
   local seen, list = {}, {}
   self:apply(function(module)
      if not seen[module] then list[#list + 1] = module end
      seen[module] = true
   end)
   return list
end

--- Empty the buffers: memory is freed, parameters stay. Before saving, say.
function Module:clearState() return nn.utils.clear(self, 'output', 'gradInput') end

return Module
