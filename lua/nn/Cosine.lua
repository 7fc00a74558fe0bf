--- Cosine.lua - the cosine of the angle between the input and each of several learned
-- vectors: y[j] = w[j] x / (|w[j]| |x|).
--
--    local layer = nn.Cosine(2, 1)
--    layer.weight:copy(torch.Tensor { 3, 4 })
--    print(('%.2f'):format(layer:forward(torch.Tensor { 2, 0 })[1])) --> 0.60

local torch = require 'torch'
local cr = require 'cbind'
local nn = require 'nn'
local expect = require 'nn.expect'

local Cosine, Parent = torch.class('nn.Cosine', 'nn.Module')

local SMALL = 1e-12 -- added to norms, so that the cosine of a vector of zeros is 0

--- inputSize: length of the vectors. outputSize: how many.
function Cosine:__init(inputSize, outputSize)
   Parent.__init(self)
   expect.count(self, 'inputSize', inputSize)
   expect.count(self, 'outputSize', outputSize)
   self.weight = torch.Tensor(outputSize, inputSize)
   self.gradWeight = torch.zeros(outputSize, inputSize)
   self:reset()
end

--- Draw the vectors from uniform numbers of deviation stdv, else within
-- 1 / sqrt(outputSize) around 0.
function Cosine:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:size(1))
   self.weight:uniform(-stdv, stdv)
end

-- The input as N x inputSize.
local function rows(self, input)
   expect.tensor(self, 'input', input, self.weight)
   local ndim, size = input:dim(), self.weight:size(2)
   if ndim < 1 or ndim > 2 or input:size(ndim) ~= size then
      expect.fail(self, 'input is %s, expected %d or N x %d', expect.describe(input),
         size, size)
   end
   return ndim == 1 and input:contiguous():view(1, size) or input
end

--- input: inputSize or N x inputSize; output: outputSize or N x outputSize.
function Cosine:updateOutput(input)
   local x, outputSize = rows(self, input), self.weight:size(1)
   local N = x:size(1)
   self._weightNorm = self.weight:norm(2, 2):add(SMALL):view(1, outputSize)
   self._inputNorm = x:norm(2, 2):add(SMALL)
   cr.mm(self.output, x, self.weight:t())
   self.output:cdiv(self._weightNorm:expand(N, outputSize))
   self.output:cdiv(self._inputNorm:expand(N, outputSize))
   if input:dim() == 1 then self.output:resize(outputSize) end
   return self.output
end

-- Output and gradOutput as matrices.
local function results(self, gradOutput)
   local outputSize = self.weight:size(1)
   expect.tensor(self, 'gradOutput', gradOutput, self.weight)
   if gradOutput:nElement() ~= self.output:nElement() then
      expect.fail(self, 'gradOutput is %s but output is %s',
         expect.describe(gradOutput), expect.describe(self.output))
   end
   return self.output:view(-1, outputSize), gradOutput:contiguous():view(-1, outputSize)
end

--- dy[j] / dx = w[j] / (|w[j]| |x|) - y[j] x / |x|^2
function Cosine:updateGradInput(input, gradOutput)
   if not self.gradInput then return end
   local x, y, dy = rows(self, input), results(self, gradOutput)
   local along = torch.cmul(y, dy):sum(2):cdiv(self._inputNorm)
   local scaled = torch.cdiv(dy, self._weightNorm:expandAs(dy))
   cr.mm(self.gradInput, scaled, self.weight)
   self.gradInput:addcmul(-1, x, along:expandAs(x))
   self.gradInput:cdiv(self._inputNorm:expandAs(x))
   self.gradInput:resize(input:size())
   return self.gradInput
end

--- The same with x and w[j] exchanged.
function Cosine:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local x, y, dy = rows(self, input), results(self, gradOutput)
   local weightNorm = self._weightNorm:t()
   local along = torch.cmul(y, dy):sum(1):t():cdiv(weightNorm):cdiv(weightNorm)
   local scaled = torch.cdiv(dy, self._inputNorm:expandAs(dy))
   scaled:cdiv(self._weightNorm:expandAs(dy))
   local gradWeight = self.gradWeight
   -- An update at once hands the weights over as their own gradient.
   local step = torch.mm(scaled:t(), x):addcmul(-1, self.weight,
      along:expandAs(self.weight))
   gradWeight:add(scale, step)
end

function Cosine:type(name, tensorCache)
   if name then self:clearState() end
   return Parent.type(self, name, tensorCache)
end

function Cosine:clearState()
   nn.utils.clear(self, '_weightNorm', '_inputNorm')
   self._weightNorm, self._inputNorm = nil, nil
   return Parent.clearState(self)
end

return Cosine
