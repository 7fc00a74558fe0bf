--- Losses of classes and pairs: values by hand, and what is refused.

local torch = require 'torch'
local nn = require 'nn'

local function near(got, wanted)
   assert.is_true(math.abs(got - wanted) < 1e-9, ('%.12g'):format(got))
end

local function refuses(message, f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   assert.are.equal(message, (got:gsub('^.-:%d+: ', '')))
end

describe('nn.MultiMarginCriterion', function()
   local scores = torch.Tensor { -96.8, 437.9, 61.95 } -- CS231n, lecture 3

   it('is the hinge loss divided by the number of classes', function()
      near(nn.MultiMarginCriterion():forward(scores, 1), (535.7 + 159.75) / 3)
      near(nn.MultiMarginCriterion(2):forward(scores, 1), (535.7 ^ 2 + 159.75 ^ 2) / 3)
   end)

   it('grows with weights and margin alike', function()
      local once = nn.MultiMarginCriterion(1, nil, 1):forward(scores, 1)
      near(nn.MultiMarginCriterion(1, nil, 3):forward(scores * 3, 1), 3 * once)
   end)

   it('weighs samples by their labels', function()
      local criterion = nn.MultiMarginCriterion(1, torch.Tensor { 2, 1, 1 })
      near(criterion:forward(scores, 1), 2 * (535.7 + 159.75) / 3)
   end)

   it('refuses labels that are no class, and other powers', function()
      local criterion = nn.MultiMarginCriterion()
      refuses('MultiMarginCriterion: target has the label 4, expected 1 to 3',
         function() criterion:forward(scores, 4) end)
      refuses('MultiMarginCriterion: target has a label that is no whole number',
         function() criterion:forward(scores, 1.5) end)
      refuses('MultiMarginCriterion: p is 3, expected 1 or 2',
         function() nn.MultiMarginCriterion(3) end)
   end)
end)

describe('nn.MultiLabelMarginCriterion', function()
   it('sums over labels and the other classes', function()
      local x, y = torch.Tensor { 0.1, 0.2, 0.4, 0.8 }, torch.Tensor { 4, 1, 0, 1 }
      local sum = 0
      for _, label in ipairs { 4, 1 } do
         for _, j in ipairs { 2, 3 } do sum = sum + math.max(0, 1 - x[label] + x[j]) end
      end
      near(nn.MultiLabelMarginCriterion():forward(x, y), sum / 4)
   end)

   it('ignores what stands behind the first 0', function()
      local criterion, x = nn.MultiLabelMarginCriterion(), torch.randn(4)
      assert.are.equal(criterion:forward(x, torch.Tensor { 2, 0, 3, 1 }),
         criterion:forward(x, torch.Tensor { 2, 0, 0, 0 }))
   end)
end)

describe('nn.MultiLabelSoftMarginCriterion', function()
   it('stays finite and has gradients for scores far off', function()
      local criterion = nn.MultiLabelSoftMarginCriterion()
      local x, t = torch.Tensor { 1000, -1000 }, torch.Tensor { 0, 1 }
      near(criterion:forward(x, t), 1000)
      assert.are.same({ 0.5, -0.5 }, criterion:backward(x, t):totable())
   end)

   it('finds its weights in files of Torch7', function()
      local criterion = nn.MultiLabelSoftMarginCriterion(torch.Tensor { 1, 3 })
      criterion.weights = nil
      local copy = torch.deserialize(torch.serialize(criterion))
      assert.are.same({ 1, 3 }, copy.weights:totable())
   end)
end)

describe('nn.CosineEmbeddingCriterion', function()
   it('pulls what is alike together and pushes the rest beyond the margin', function()
      local a, b = torch.Tensor { { 1, 0 }, { 1, 0 } }, torch.Tensor { { 1, 1 }, { 1, 1 } }
      local criterion = nn.CosineEmbeddingCriterion(0.5)
      near(criterion:forward({ a, b }, torch.Tensor { 1, -1 }),
         (1 - math.sqrt(0.5) + math.sqrt(0.5) - 0.5) / 2)
      criterion.sizeAverage = false
      near(criterion:forward({ a, b }, torch.Tensor { 1, -1 }), 0.5)
   end)
end)

describe('nn.DistanceRatioCriterion', function()
   it('stays finite for large distances', function()
      local criterion = nn.DistanceRatioCriterion()
      local far, close = torch.Tensor { 1000 }, torch.Tensor { 0 }
      near(criterion:forward { far, close }, 1000)
      near(criterion:backward { far, close }[1][1], 1)
   end)
end)

describe('nn.FocalCriterion', function()
   it('is cross-entropy for gamma 0', function()
      local x, t = torch.randn(3, 4), torch.rand(3, 4):round()
      near(nn.FocalCriterion(0):forward(x, t),
         nn.MultiLabelSoftMarginCriterion():forward(x, t))
   end)

   it('lets easy examples count less by (1 - p)^gamma', function()
      local x, t = torch.Tensor { math.log(9) }, torch.Tensor { 1 } -- p = 0.9
      near(nn.FocalCriterion(2):forward(x, t), -0.01 * math.log(0.9))
      near(nn.FocalCriterion(2, 0.25):forward(x, t), -0.0025 * math.log(0.9))
      near(nn.FocalCriterion(2, 0.25):forward(x, t - 1), -0.75 * 0.81 * math.log(0.1))
   end)
end)

describe('nn.LabelSmoothingCriterion', function()
   it('is cross-entropy without smoothing', function()
      local x, t = torch.randn(3, 5), torch.LongTensor { 2, 5, 1 }
      near(nn.LabelSmoothingCriterion(0):forward(x, t),
         nn.CrossEntropyCriterion():forward(x, t))
   end)

   it('is least at the smoothed target', function()
      local criterion = nn.LabelSmoothingCriterion(0.3)
      local best = torch.Tensor { 0.1, 0.8, 0.1 }:log()
      criterion:forward(best, 2)
      assert.is_true(criterion:backward(best, 2):abs():max() < 1e-12)
   end)
end)

describe('nn.SpatialAutoCropMSECriterion', function()
   it('takes the middle of the target, for the gradient too', function()
      local x, t = torch.zeros(1, 1, 1), torch.range(1, 12):view(1, 3, 4)
      local criterion = nn.SpatialAutoCropMSECriterion()
      near(criterion:forward(x, t), 36)
      assert.are.same({ -12 }, criterion:backward(x, t):view(-1):totable())
      refuses('SpatialAutoCropMSECriterion: target is torch.DoubleTensor 1x1x1, expected '
         .. 'as large as the input, torch.DoubleTensor 1x3x4, or higher and wider',
         function() criterion:forward(t, x) end)
   end)
end)
