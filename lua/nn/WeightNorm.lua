--- WeightNorm.lua - lets the weight of a module be a direction v times a length g for
-- each of its outputs: W = g v / |v|.
-- Salimans and Kingma (2016), Weight normalization, arXiv:1602.07868.
--
--    local layer = nn.WeightNorm(nn.SpatialConvolution(2, 4, 3, 3))
--    print(layer.v:size(1), layer.v:size(2), layer.g:nElement()) --> 4 18 4

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.Decorator'

local WeightNorm, Parent = torch.class('nn.WeightNorm', 'nn.Decorator')

local SMALL = 1e-4 -- added to the squares of norms

--- module: one with a weight. outputDim: the dimension of its outputs, 1 without.
function WeightNorm:__init(module, outputDim)
   Parent.__init(self, module)
   if type(module) ~= 'table' or not torch.isTensor(module.weight) then
      expect.fail(self, 'module is %s, expected one with a weight',
         expect.describe(module))
   end
   self.bias, self.gradBias = module.bias, module.gradBias
   self.gradWeight, self.weight = module.gradWeight, module.weight
   self.outputDim = outputDim or 1
   expect.count(self, 'outputDim', self.outputDim)
   if self.outputDim > self.weight:dim() then
      expect.fail(self, 'outputDim is %d but the weight is %s', self.outputDim,
         expect.describe(self.weight))
   end
   self.weightSize = self.weight:size()
   self.v = self:permuteIn(self.weight):clone()
   self.g = self.weight.new(self.v:size(1), 1)
   self.gradV, self.gradG = self.v:clone():zero(), self.g:clone():zero()
   self._norm, self._scale = self.g.new(), self.g.new()
   self:resetInit()
end

--- The weight as a matrix, outputs by what belongs to each.
function WeightNorm:permuteIn(tensor)
   for d = self.outputDim, 2, -1 do tensor = tensor:transpose(d - 1, d) end
   return tensor:contiguous():view(tensor:size(1), -1)
end

--- The same back in the sizes of the weight.
function WeightNorm:permuteOut(matrix)
   local sizes = self.weightSize:totable()
   table.insert(sizes, 1, table.remove(sizes, self.outputDim))
   local tensor = matrix:view(torch.LongStorage(sizes))
   for d = 2, self.outputDim do tensor = tensor:transpose(d - 1, d) end
   return tensor
end

--- Draw v from normal numbers of variance 2 / columns; g = |v|, and the bias is 0.
function WeightNorm:resetInit()
   self.v:normal(0, math.sqrt(2 / self.v:size(2)))
   self.g:norm(self.v, 2, 2)
   if self.bias then self.bias:zero() end
end

--- The parameters are v and g, and the bias, if there is one.
function WeightNorm:parameters()
   if self.bias then
      return { self.v, self.g, self.bias }, { self.gradV, self.gradG, self.gradBias }
   end
   return { self.v, self.g }, { self.gradV, self.gradG }
end

--- weight = g v / |v|, where |v| = sqrt(v v + 1e-4).
function WeightNorm:updateWeight()
   self._norm:norm(self.v, 2, 2)
   self._norm:cmul(self._norm):add(SMALL):sqrt()
   self._scale:cdiv(self.g, self._norm)
   local product = torch.cmul(self.v, self._scale:expandAs(self.v))
   self.weight:copy(self:permuteOut(product))
end

function WeightNorm:evaluate()
   if self.train ~= false then self:updateWeight() end
   Parent.evaluate(self)
end

function WeightNorm:updateOutput(input)
   if self.train ~= false then self:updateWeight() end
   self.output = self.modules[1]:updateOutput(input)
   return self.output
end

--- dg = dW v / |v| output by output; dv = (dW - v dg / |v|) g / |v|
function WeightNorm:accGradParameters(input, gradOutput, scale)
   self.gradWeight:zero() -- it holds the gradient of this call alone
   self.modules[1]:accGradParameters(input, gradOutput, scale or 1)
   local gradW, norm = self:permuteIn(self.gradWeight), self._norm
   local gradG = torch.cmul(gradW, self.v):sum(2):cdiv(norm)
   local along = torch.cdiv(gradG, norm):expandAs(self.v)
   local gradV = torch.addcmul(gradW, -1, self.v, along)
   gradV:cmul(self._scale:expandAs(self.v))
   self.gradV:add(gradV)
   self.gradG:add(gradG)
end

function WeightNorm:updateGradInput(input, gradOutput)
   self.gradInput = self.modules[1]:updateGradInput(input, gradOutput)
   return self.gradInput
end

function WeightNorm:zeroGradParameters()
   self.modules[1]:zeroGradParameters()
   self.gradV:zero()
   self.gradG:zero()
end

function WeightNorm:updateParameters(lr)
   self.modules[1]:updateParameters(lr)
   self.g:add(-lr, self.gradG)
   self.v:add(-lr, self.gradV)
end

-- Call f while neither layer has its weight and gradient, which v and g tell.
local function without(self, f)
   local module, weight, gradWeight = self.modules[1], self.weight, self.gradWeight
   self.weight, self.gradWeight, module.weight, module.gradWeight = nil, nil, nil, nil
   f()
   self.weight, self.gradWeight = weight, gradWeight
   module.weight, module.gradWeight = weight, gradWeight
end

--- Files hold v and g in place of the weight.
function WeightNorm:write(file)
   without(self, function() Parent.write(self, file) end)
end

function WeightNorm:read(file)
   Parent.read(self, file)
   if not self.v or self.weight then return end
   self.weight = self.v.new(self.weightSize)
   self.gradWeight = self.v.new(self.weightSize)
   self._norm, self._scale = self._norm or self.v.new(), self._scale or self.v.new()
   self:updateWeight()
   self.gradWeight:copy(self:permuteOut(self.gradV))
   self.modules[1].weight, self.modules[1].gradWeight = self.weight, self.gradWeight
end

return WeightNorm
