--- hessian.lua - nn.hessian: diagonals of second derivatives, for steps of their own for
-- each parameter. LeCun, Bottou, Orr, Mueller (1998), Efficient BackProp: in layers that
-- are not linear the second derivative of the function itself is left out.
--
--    nn.hessian.enable()
--    local net, loss = nn.Sequential():add(nn.Linear(2, 1)), nn.MSECriterion()
--    local x, t = torch.Tensor { { 3, 1 } }, torch.zeros(1, 1)
--    loss:forward(net:forward(x), t)
--    net:initDiagHessianParameters()
--    local h = loss:updateDiagHessianInput(net.output, t)
--    net:updateDiagHessianInput(x, h)
--    net:accDiagHessianParameters(x, h)
--    print(net:get(1).diagHessianWeight[1][1]) --> 18

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local hessian = {}
nn.hessian = hessian

-- Linear in the input and in the weight: their squares go through the same sums.
local linear = { 'Linear', 'SpatialConvolution', 'SpatialConvolutionMM',
   'SpatialFullConvolution', 'SpatialConvolutionMap', 'SpatialFullConvolutionMap',
   'SpatialConvolutionLocal', 'TemporalConvolution', 'VolumetricConvolution' }
-- Functions of every element, and layers that only move elements.
local pointwise = { 'Abs', 'AddConstant', 'Clamp', 'ELU', 'Exp', 'HardShrink', 'HardTanh',
   'Identity', 'LeakyReLU', 'Log', 'LogSigmoid', 'MulConstant', 'Power', 'ReLU', 'ReLU6',
   'Sigmoid', 'SoftPlus', 'SoftShrink', 'SoftSign', 'Sqrt', 'Square', 'Tanh',
   'TanhShrink', 'Threshold' }
local moving = { 'Reshape', 'View', 'Transpose', 'SpatialMaxPooling', 'Contiguous',
   'SpatialZeroPadding', 'Squeeze', 'Unsqueeze' }

-- Call f with fields of the module replaced, and put them back.
local function with(module, fields, f)
   local kept = {}
   for name, value in pairs(fields) do
      kept[name] = module[name]
      module[name] = value
   end
   local ok, problem = pcall(f)
   for name in pairs(fields) do module[name] = kept[name] end
   if not ok then error(problem, 0) end
end

local function buffer(module)
   module.diagHessianInput = module.diagHessianInput or module.gradInput.new()
   return module.diagHessianInput
end

local function ofLinear(self, input, diagHessianOutput)
   local squares = torch.cmul(self.weight, self.weight)
   with(self, { weight = squares, gradInput = buffer(self) }, function()
      self:updateGradInput(input, diagHessianOutput)
   end)
   return self.diagHessianInput
end

local function accumulate(self, input, diagHessianOutput, scale)
   local squares = torch.cmul(input, input)
   with(self, { gradWeight = self.diagHessianWeight, gradBias = self.diagHessianBias },
      function() self:accGradParameters(squares, diagHessianOutput, scale or 1) end)
end

local function ofPointwise(self, input, diagHessianOutput)
   local ones = torch.Tensor():typeAs(diagHessianOutput):resizeAs(diagHessianOutput):fill(1)
   with(self, { gradInput = buffer(self), inplace = false }, function()
      self:updateGradInput(input, ones)
   end)
   local slopes = self.diagHessianInput
   return slopes:cmul(slopes):cmul(diagHessianOutput)
end

local function ofMoving(self, input, diagHessianOutput)
   with(self, { gradInput = buffer(self) }, function()
      self:updateGradInput(input, diagHessianOutput)
   end)
   return self.diagHessianInput
end

-- The methods of modules without one of their own.
local function enableModule()
   function nn.Module:updateDiagHessianInput()
      expect.fail(self, 'updateDiagHessianInput is not defined for this layer')
   end

   function nn.Module:accDiagHessianParameters() end

   function nn.Module:initDiagHessianParameters()
      for name, field in pairs { weight = 'diagHessianWeight', bias = 'diagHessianBias' } do
         local parameter = self[name]
         if parameter then
            self[field] = (self[field] or parameter.new()):resizeAs(parameter):zero()
         end
      end
   end
end

local function enableSequential()
   function nn.Sequential:initDiagHessianParameters()
      for _, module in ipairs(self.modules) do module:initDiagHessianParameters() end
   end

   function nn.Sequential:updateDiagHessianInput(input, diagHessianOutput)
      for i = #self.modules, 1, -1 do
         local before = i > 1 and self.modules[i - 1].output or input
         diagHessianOutput = self.modules[i]:updateDiagHessianInput(before,
            diagHessianOutput)
      end
      self.diagHessianInput = diagHessianOutput
      return diagHessianOutput
   end

   function nn.Sequential:accDiagHessianParameters(input, diagHessianOutput, scale)
      for i = #self.modules, 1, -1 do
         local before = i > 1 and self.modules[i - 1].output or input
         self.modules[i]:accDiagHessianParameters(before, diagHessianOutput, scale)
         diagHessianOutput = self.modules[i].diagHessianInput
      end
   end
end

--- hessian.enable: give layers updateDiagHessianInput(input, diagHessianOutput),
-- accDiagHessianParameters(input, diagHessianOutput, scale) and
-- initDiagHessianParameters(), and nn.MSECriterion updateDiagHessianInput(input, target).
-- The first of a network must run before the second.
function hessian.enable()
   enableModule()
   enableSequential()
   for _, name in ipairs(linear) do
      if nn[name] then
         nn[name].updateDiagHessianInput = ofLinear
         nn[name].accDiagHessianParameters = accumulate
      end
   end
   for _, name in ipairs(pointwise) do nn[name].updateDiagHessianInput = ofPointwise end
   for _, name in ipairs(moving) do nn[name].updateDiagHessianInput = ofMoving end
   function nn.MSECriterion:updateDiagHessianInput(input)
      self.diagHessianInput = (self.diagHessianInput or input.new()):resizeAs(input)
      return self.diagHessianInput:fill(self.sizeAverage and 2 / input:nElement() or 2)
   end
end

return hessian
