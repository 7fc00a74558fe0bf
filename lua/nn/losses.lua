--- losses.lua - a criterion of each class with an input and a target that it takes; the
-- form is that of examples.lua.

local torch = require 'torch'
local nn = require 'nn'

local function like(class, target, ...)
   local arguments, count = { ... }, select('#', ...)
   return { class, function() return nn[class](unpack(arguments, 1, count)) end, { 2, 4 },
      target or { 2, 4 } }
end

local function signs() return torch.Tensor { { 1, -1, 1, 1 }, { -1, -1, 1, -1 } } end
local function bits() return torch.Tensor { { 1, 0, 1, 1 }, { 0, 0, 1, 0 } } end
local function chances() return torch.rand(2, 4):mul(0.8):add(0.1) end
local function labels() return torch.LongTensor { 2, 4 } end
local function pixels() return torch.LongTensor { { { 1, 3 } }, { { 2, 3 } } } end

return {
   like 'AbsCriterion', like 'MSECriterion', like 'SmoothL1Criterion',
   like('SoftMarginCriterion', signs), like('MarginCriterion', signs, 0.8),
   like('HingeEmbeddingCriterion', signs, 0.7), like('ClassNLLCriterion', labels),
   like('CrossEntropyCriterion', labels, torch.Tensor { 1, 2, 0.5, 1 }),
   like('MultiMarginCriterion', labels, 2, torch.Tensor { 1, 2, 0.5, 1 }, 0.7),
   like('MultiLabelMarginCriterion', function()
      return torch.Tensor { { 2, 4, 0, 1 }, { 3, 0, 0, 0 } }
   end),
   like('MultiLabelSoftMarginCriterion', bits, torch.Tensor { 1, 2, 0.5, 1 }),
   like('ClassSimplexCriterion', labels, 4), like('L1Cost'),
   like('WeightedMSECriterion', nil, torch.Tensor { 1, 2, 0.5, 1 }),
   like('FocalCriterion', bits, 2, 0.25), like('LabelSmoothingCriterion', labels, 0.2),
   { 'DistKLDivCriterion', function() return nn.DistKLDivCriterion() end, { 2, 4 },
      chances },
   { 'BCECriterion', function() return nn.BCECriterion() end, chances, bits },
   { 'SpatialClassNLLCriterion', function() return nn.SpatialClassNLLCriterion() end,
      { 2, 3, 1, 2 }, pixels },
   { 'SpatialAutoCropMSECriterion', function()
      return nn.SpatialAutoCropMSECriterion()
   end, { 2, 2, 3, 3 }, { 2, 2, 5, 4 } },
   { 'CosineEmbeddingCriterion', function() return nn.CosineEmbeddingCriterion(0.1) end,
      { { 2, 4 }, { 2, 4 } }, function() return torch.Tensor { 1, -1 } end },
   { 'DistanceRatioCriterion', function() return nn.DistanceRatioCriterion() end,
      { { 4 }, { 4 } } },
   { 'L1HingeEmbeddingCriterion', function() return nn.L1HingeEmbeddingCriterion(9) end,
      { { 4 }, { 4 } }, -1 },
   { 'MarginRankingCriterion', function() return nn.MarginRankingCriterion(0.3) end,
      { { 4 }, { 4 } }, function() return torch.Tensor { 1, -1, 1, 1 } end },
   { 'MultiCriterion', function()
      return nn.MultiCriterion():add(nn.MSECriterion(), 0.5):add(nn.AbsCriterion())
   end, { 2, 4 }, { 2, 4 } },
   { 'ParallelCriterion', function()
      return nn.ParallelCriterion():add(nn.MSECriterion(), 0.5):add(nn.AbsCriterion())
   end, { { 2, 4 }, { 3 } }, { { 2, 4 }, { 3 } } },
   { 'ModuleCriterion', function()
      return nn.ModuleCriterion(nn.MSECriterion(), nn.Tanh())
   end, { 2, 4 }, { 2, 4 } },
}
