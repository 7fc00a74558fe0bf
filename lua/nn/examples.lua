--- examples.lua - a small layer of each class with an input that it takes, for nn.test and
-- the specs. An entry of modules is {class, constructor, input, exact}: a table of numbers
-- is the sizes of a tensor, a table of such tables a table of tensors, a function gives
-- the input. exact = false: the input has no derivative. The losses are in the field
-- criterions: {class, constructor, input, target}.

local torch = require 'torch'
local nn = require 'nn'

local function above(...) return torch.rand(...):add(0.2) end
local function long(...) return torch.LongTensor { ... } end

local function linear() return nn.Linear(3, 2) end
local function elementwise(class, ...)
   local arguments, count = { ... }, select('#', ...)
   return { class, function() return nn[class](unpack(arguments, 1, count)) end, { 2, 5 } }
end

local modules = {
   elementwise 'Abs', elementwise('AddConstant', 0.5), elementwise('Clamp', -0.4, 0.6),
   elementwise 'Contiguous', elementwise('CReLU', 1), elementwise('Dropout', 0.3),
   elementwise('ELU', 0.7), elementwise 'Exp', elementwise 'GELU',
   elementwise('HardShrink', 0.3), elementwise('HardTanh', -0.5, 0.5),
   elementwise 'Identity', elementwise 'LeakyReLU', elementwise 'LogSigmoid',
   elementwise 'LogSoftMax', elementwise 'Mul', elementwise('MulConstant', 1.5),
   elementwise('Normalize', 2), elementwise 'ReLU', elementwise 'ReLU6',
   elementwise 'RReLU', elementwise 'Sigmoid', elementwise 'SiLU', elementwise 'SoftMax',
   elementwise 'SoftMin', elementwise('SoftPlus', 2), elementwise('SoftShrink', 0.3),
   elementwise 'SoftSign', elementwise 'Square', elementwise('Swish', 1.5),
   elementwise 'Tanh', elementwise 'TanhShrink', elementwise('Threshold', 0.1, 0.2),
   elementwise('PReLU', 5), elementwise('Max', 2), elementwise('Min', 2),
   elementwise('Mean', 2), elementwise('Sum', 1), elementwise('WhiteNoise', 0, 0.1),
   elementwise('Narrow', 2, 2, 3), elementwise('Replicate', 3), elementwise('Select', 2, 3),
   elementwise('Padding', 2, -2), elementwise('Reshape', 5, 2), elementwise('View', 10),
   elementwise('Transpose', { 1, 2 }), elementwise('Unsqueeze', 2),
   elementwise('SplitTable', 2), elementwise('Collapse', 2), elementwise('Add', 5),
   elementwise('CAdd', 2, 1), elementwise('CMul', 1, 5), elementwise('GroupNorm', 1, 5),
   elementwise('LayerNorm', 5), elementwise('BatchNormalization', 5),
   elementwise('Cosine', 5, 3), elementwise('Linear', 5, 3),
   elementwise('LinearWeightNorm', 5, 3), elementwise('Euclidean', 5, 3),
   elementwise('WeightedEuclidean', 5, 3), elementwise('PartialLinear', 5, 3),
   elementwise('Maxout', 5, 2, 3), elementwise('Convert', 'bf', 'fb'),
   { 'Log', function() return nn.Log() end, function() return above(2, 5) end },
   { 'Sqrt', function() return nn.Sqrt() end, function() return above(2, 5) end },
   { 'Power', function() return nn.Power(1.7) end, function() return above(2, 5) end },
   { 'GatedLinearUnit', function() return nn.GatedLinearUnit() end, { 2, 6 } },
   { 'Squeeze', function() return nn.Squeeze() end, { 2, 1, 3 } },
   { 'Constant', function() return nn.Constant(torch.ones(3)) end, { 2, 3 } },
   { 'SpatialSoftMax', function() return nn.SpatialSoftMax() end, { 2, 3, 2, 2 } },
   { 'SpatialLogSoftMax', function() return nn.SpatialLogSoftMax() end, { 2, 3, 2, 2 } },
   { 'SpatialDropout', function() return nn.SpatialDropout(0.4) end, { 2, 3, 2, 2 } },
   { 'VolumetricDropout', function() return nn.VolumetricDropout(0.4) end,
      { 2, 3, 2, 2, 2 } },
   { 'SpatialZeroPadding', function() return nn.SpatialZeroPadding(1, 0, -1, 2) end,
      { 2, 2, 3, 3 } },
   { 'SpatialConvolution', function() return nn.SpatialConvolution(2, 3, 3, 2, 1, 2, 1) end,
      { 2, 2, 5, 4 } },
   { 'SpatialConvolutionMM', function() return nn.SpatialConvolutionMM(2, 3, 3, 3) end,
      { 2, 2, 4, 4 } },
   { 'SpatialDilatedConvolution', function()
      return nn.SpatialDilatedConvolution(2, 3, 2, 2, 1, 1, 0, 0, 2, 2)
   end, { 2, 2, 5, 5 } },
   { 'SpatialMaxPooling', function() return nn.SpatialMaxPooling(2, 2) end,
      { 2, 2, 4, 4 } },
   { 'SpatialAveragePooling', function() return nn.SpatialAveragePooling(2, 2, 1, 1) end,
      { 2, 2, 4, 4 } },
   { 'SpatialBatchNormalization', function() return nn.SpatialBatchNormalization(3) end,
      { 2, 3, 2, 2 } },
   { 'VolumetricBatchNormalization', function()
      return nn.VolumetricBatchNormalization(3)
   end, { 2, 3, 2, 2, 2 } },
   { 'InstanceNorm', function() return nn.InstanceNorm(3) end, { 2, 3, 2, 3 } },
   { 'InstanceNormalization', function() return nn.InstanceNormalization(3) end,
      { 2, 3, 2, 3 } },
   { 'LookupTable', function() return nn.LookupTable(5, 3) end,
      function() return long(1, 2, 5, 1) end, false },
   { 'Embedding', function() return nn.Embedding(5, 3, { mode = 'mean', padding = 2 }) end,
      function() return torch.LongTensor { { 1, 2, 5 }, { 4, 4, 1 } } end, false },
   { 'SparseLinear', function() return nn.SparseLinear(6, 3) end,
      function() return torch.Tensor { { 1, 0.5 }, { 4, -1.5 }, { 6, 2 } } end, false },
   { 'Bilinear', function() return nn.Bilinear(3, 2, 4) end, { { 2, 3 }, { 2, 2 } } },
   { 'CAddTable', function() return nn.CAddTable() end, { { 2, 3 }, { 2, 3 } } },
   { 'CAddTensorTable', function() return nn.CAddTensorTable() end,
      function() return { torch.randn(3), { torch.randn(3), torch.randn(3) } } end },
   { 'CSubTable', function() return nn.CSubTable() end, { { 2, 3 }, { 2, 3 } } },
   { 'CMulTable', function() return nn.CMulTable() end, { { 2, 3 }, { 2, 3 } } },
   { 'CDivTable', function() return nn.CDivTable() end,
      function() return { torch.randn(2, 3), above(2, 3) } end },
   { 'CMaxTable', function() return nn.CMaxTable() end, { { 2, 3 }, { 2, 3 } } },
   { 'CMinTable', function() return nn.CMinTable() end, { { 2, 3 }, { 2, 3 } } },
   { 'CosineDistance', function() return nn.CosineDistance() end, { { 2, 3 }, { 2, 3 } } },
   { 'DotProduct', function() return nn.DotProduct() end, { { 2, 3 }, { 2, 3 } } },
   { 'PairwiseDistance', function() return nn.PairwiseDistance(2) end,
      { { 2, 3 }, { 2, 3 } } },
   { 'MM', function() return nn.MM(false, true) end, { { 2, 3 }, { 4, 3 } } },
   { 'MV', function() return nn.MV() end, { { 2, 3 }, { 3 } } },
   { 'MixtureTable', function() return nn.MixtureTable() end,
      { { 2, 3 }, { { 2, 4 }, { 2, 4 }, { 2, 4 } } } },
   { 'Index', function() return nn.Index(1) end,
      function() return { torch.randn(4, 2), long(2, 2, 4) } end },
   { 'MaskedSelect', function() return nn.MaskedSelect() end,
      function() return { torch.randn(4), torch.ByteTensor { 1, 0, 1, 1 } } end },
   { 'JoinTable', function() return nn.JoinTable(2) end, { { 2, 3 }, { 2, 2 } } },
   { 'FlattenTable', function() return nn.FlattenTable() end, { { { 2 } }, { 3 } } },
   { 'NarrowTable', function() return nn.NarrowTable(2, 1) end, { { 2 }, { 3 } } },
   { 'SelectTable', function() return nn.SelectTable(2) end, { { 2 }, { 3 } } },
   { 'ZipTable', function() return nn.ZipTable() end,
      { { { 2 }, { 3 } }, { { 2 }, { 3 } } } },
   { 'ZipTableOneToMany', function() return nn.ZipTableOneToMany() end,
      { { 2 }, { { 3 }, { 2 } } } },
   { 'Sequential', function()
      return nn.Sequential():add(linear()):add(nn.Tanh()):add(nn.Linear(2, 4))
   end, { 2, 3 } },
   { 'Concat', function() return nn.Concat(2):add(linear()):add(linear()) end, { 2, 3 } },
   { 'DepthConcat', function()
      return nn.DepthConcat(2):add(nn.SpatialConvolution(2, 2, 2, 2))
         :add(nn.SpatialConvolution(2, 1, 3, 3))
   end, { 2, 2, 4, 4 } },
   { 'ConcatTable', function() return nn.ConcatTable():add(linear()):add(linear()) end,
      { 2, 3 } },
   { 'Parallel', function() return nn.Parallel(1, 1):add(linear()):add(linear()) end,
      { 2, 3 } },
   { 'ParallelTable', function() return nn.ParallelTable():add(linear()):add(linear()) end,
      { { 2, 3 }, { 2, 3 } } },
   { 'MapTable', function() return nn.MapTable(linear()) end, { { 2, 3 }, { 2, 3 } } },
   { 'Bottle', function() return nn.Bottle(linear()) end, { 2, 2, 3 } },
   { 'Decorator', function() return nn.Decorator(linear()) end, { 2, 3 } },
   { 'DontCast', function() return nn.DontCast(linear(), true) end, { 2, 3 } },
   { 'GPU', function() return nn.GPU(linear(), 1) end, { 2, 3 } },
   { 'NaN', function() return nn.NaN(linear()) end, { 2, 3 } },
   { 'WeightNorm', function() return nn.WeightNorm(linear()) end, { 2, 3 } },
   { 'DropConnect', function() return nn.DropConnect(linear(), 0.4, nn.Tanh()) end,
      { 2, 3 } },
   { 'StochasticDepth', function()
      return nn.StochasticDepth(nn.Linear(3, 3), 0.9, nn.Linear(3, 3))
   end, { 2, 3 } },
   { 'ScaledDotProductAttention', function()
      return nn.ScaledDotProductAttention(true)
   end, { { 2, 3, 2 }, { 2, 3, 2 }, { 2, 3, 4 } } },
   { 'MultiHeadAttention', function() return nn.MultiHeadAttention(4, 2) end,
      { { 2, 3, 4 }, { 2, 2, 4 }, { 2, 2, 4 } } },
}

modules.criterions = require 'nn.losses'

--- The input of an example.
function modules.input(spec)
   if type(spec) == 'function' then return spec() end
   if type(spec) ~= 'table' then return spec end
   if type(spec[1]) == 'number' then return torch.randn(unpack(spec)) end
   local list = {}
   for i, item in ipairs(spec) do list[i] = modules.input(item) end
   return list
end

return modules
