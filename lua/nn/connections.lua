--- connections.lua - what SpatialConvolutionMap and SpatialFullConvolutionMap share: a
-- kernel for each row of a table of connections, and its place among those of a full
-- convolution, in which all other kernels are 0.

local torch = require 'torch'
local expect = require 'nn.expect'
local images = require 'nn.images'

local connections = {}

local function check(self, table)
   expect.anyTensor(self, 'conMatrix', table)
   if table:dim() ~= 2 or table:size(2) ~= 2 then
      expect.fail(self, 'conMatrix is %s, expected n x 2: maps of the input and of the '
         .. 'output', expect.describe(table))
   end
   for k = 1, table:size(1) do
      expect.count(self, ('conMatrix[%d][1]'):format(k), table[k][1])
      expect.count(self, ('conMatrix[%d][2]'):format(k), table[k][2])
   end
   for _, name in ipairs { 'kW', 'kH', 'dW', 'dH' } do
      expect.count(self, name, self[name])
   end
end

--- The fields of a layer with kW, kH, dW and dH.
function connections.init(self, table)
   check(self, table)
   self.connTable = table
   self.nInputPlane = table:select(2, 1):max()
   self.nOutputPlane = table:select(2, 2):max()
   local count = table:size(1)
   self.weight = torch.Tensor(count, self.kH, self.kW)
   self.gradWeight = torch.zeros(count, self.kH, self.kW)
   self.bias, self.gradBias = torch.Tensor(self.nOutputPlane),
      torch.zeros(self.nOutputPlane)
end

--- Draw all parameters with deviation stdv; else those of each map of the output within
-- 1 / sqrt(kW kH n) around 0, n being the number of its kernels.
function connections.reset(self, stdv)
   if stdv then
      stdv = stdv * math.sqrt(3)
      self.weight:uniform(-stdv, stdv)
      self.bias:uniform(-stdv, stdv)
      return
   end
   local outputs, counts = self.connTable:select(2, 2), {}
   for k = 1, outputs:size(1) do counts[outputs[k]] = (counts[outputs[k]] or 0) + 1 end
   for k = 1, outputs:size(1) do
      local bound = 1 / math.sqrt(self.kW * self.kH * counts[outputs[k]])
      self.weight:select(1, k):uniform(-bound, bound)
   end
   for o = 1, self.bias:size(1) do
      local bound = 1 / math.sqrt(self.kW * self.kH * (counts[o] or 1))
      self.bias:narrow(1, o, 1):uniform(-bound, bound)
   end
end

--- The input as N x C x H x W, and whether it was a single image.
function connections.batch(self, input)
   local batch, isSingle = images.batch(self, 'input', input, self.weight)
   if batch.sizes[1] ~= self.nInputPlane then
      expect.fail(self, 'input has %d planes, expected %d as in the table; input is %s',
         batch:size(2), self.nInputPlane, expect.describe(input))
   end
   return batch, isSingle
end

--- Kernels A x B x kH x kW, all 0; with `weight`, kernel k stands at
-- (conMatrix[k][a], conMatrix[k][b]), those of equal rows added.
function connections.dense(self, weight, A, B, a, b)
   self._dense = self._dense or self.weight.new()
   local dense = self._dense:resize(A, B, self.kH, self.kW):zero()
   if weight then
      local rows = self.connTable
      for k = 1, rows:size(1) do dense[rows[k][a]][rows[k][b]]:add(weight[k]) end
   end
   return dense
end

--- gradWeight = gradWeight + the gradients of the kernels that the table names.
function connections.gather(self, gradients, a, b)
   local rows = self.connTable
   for k = 1, rows:size(1) do
      self.gradWeight[k]:add(gradients[rows[k][a]][rows[k][b]])
   end
end

return connections
