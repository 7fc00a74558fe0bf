--- ClassNLLCriterion, CrossEntropyCriterion, MSECriterion and AbsCriterion.

local torch = require 'torch'
local nn = require 'nn'

-- Largest difference between backward and central differences.
local function gradientError(criterion, input, target)
   criterion:forward(input, target)
   local analytic = criterion:backward(input, target):clone():view(-1)
   local flat, worst, step = input:view(-1), 0, 1e-6
   for i = 1, flat:size(1) do
      local kept = flat[i]
      flat[i] = kept + step
      local above = criterion:forward(input, target)
      flat[i] = kept - step
      local below = criterion:forward(input, target)
      flat[i] = kept
      worst = math.max(worst, math.abs((above - below) / (2 * step) - analytic[i]))
   end
   return worst
end

describe('nn.CrossEntropyCriterion', function()
   it('of uniform scores over ten classes is ln 10, its gradient p - onehot', function()
      local criterion, scores = nn.CrossEntropyCriterion(), torch.Tensor(2, 10):fill(0.3)
      local target = torch.LongTensor { 4, 10 }
      assert.is_true(math.abs(criterion:forward(scores, target) - 2.302585) < 1e-6)
      local gradient = criterion:backward(scores, target):mul(2)
      assert.is_true(math.abs(gradient[1][1] - 0.1) < 1e-12)
      assert.is_true(math.abs(gradient[1][4] - (0.1 - 1)) < 1e-12)
      assert.is_true(math.abs(gradient[2][10] - (0.1 - 1)) < 1e-12)
   end)

   it('has the gradient of central differences', function()
      assert.is_true(gradientError(nn.CrossEntropyCriterion(), torch.randn(4, 5),
         torch.LongTensor { 1, 5, 3, 3 }) < 1e-8)
      assert.is_true(gradientError(nn.CrossEntropyCriterion(), torch.randn(5), 2) < 1e-8)
   end)

   it('names a label that is out of range', function()
      assert.has_error(function()
         nn.CrossEntropyCriterion():forward(torch.randn(2, 3), torch.Tensor { 1, 9 })
      end,
         'ClassNLLCriterion: label of sample 2 is 9, expected 1 to 3')
   end)
end)

describe('nn.ClassNLLCriterion', function()
   it('is the weighted mean of the labels\' log-probabilities', function()
      local criterion = nn.ClassNLLCriterion(torch.Tensor { 1, 3 })
      local loss = criterion:forward(torch.Tensor { { -1, -2 }, { -3, -4 } },
         torch.LongTensor { 1, 2 })
      assert.are.equal((1 * 1 + 3 * 4) / 4, loss)
   end)

   it('takes a strided batch and targets of any type', function()
      local x = torch.Tensor { { -1, -3 }, { -2, -4 } }:t()
      assert.are.equal(2.5, nn.ClassNLLCriterion():forward(x, torch.ByteTensor { 1, 2 }))
   end)

   it('says what does not fit', function()
      local criterion = nn.ClassNLLCriterion()
      assert.has_error(function() criterion:forward(torch.randn(3), 4) end,
         'ClassNLLCriterion: label of sample 1 is 4, expected 1 to 3')
      assert.has_error(function()
         criterion:forward(torch.randn(2, 3), torch.Tensor { 1 })
      end,
         'ClassNLLCriterion: target is torch.DoubleTensor 1 but input is '
         .. 'torch.DoubleTensor 2x3: '
         .. 'expected one label for each sample')
      assert.has_error(function() criterion:forward(torch.randn(2, 3), nil) end,
         'ClassNLLCriterion: target is nil, expected a tensor')
   end)
end)

describe('nn.MSECriterion', function()
   it('is the mean of squares, or their sum', function()
      local x, t = torch.Tensor { 1, 2 }, torch.Tensor { 3, 5 }
      assert.are.equal(6.5, nn.MSECriterion():forward(x, t))
      assert.are.equal(13, nn.MSECriterion(false):forward(x, t))
   end)

   it('has the gradient of central differences', function()
      assert.is_true(gradientError(nn.MSECriterion(), torch.randn(3, 4),
         torch.randn(3, 4)) < 1e-8)
      assert.is_true(gradientError(nn.AbsCriterion(), torch.randn(3, 4),
         torch.randn(3, 4)) < 1e-8)
   end)

   it('names both sizes when they differ', function()
      assert.has_error(function()
         nn.MSECriterion():forward(torch.Tensor(3), torch.Tensor(4))
      end,
         'MSECriterion: input is torch.DoubleTensor 3 but target is torch.DoubleTensor 4')
      assert.has_error(function() nn.MSECriterion():forward(torch.Tensor(3), nil) end,
         'MSECriterion: target is nil, expected a tensor')
   end)
end)
