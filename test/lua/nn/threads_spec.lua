local torch = require 'torch'
local nn = require 'nn'

-- The weights of a small LeNet after steps of plain gradient descent with so many
-- threads.
local function trained(threads, steps)
   torch.setnumthreads(threads)
   torch.manualSeed(7)
   local net = nn.Sequential():add(nn.SpatialConvolution(1, 6, 5, 5))
      :add(nn.SpatialBatchNormalization(6)):add(nn.Tanh())
      :add(nn.SpatialMaxPooling(2, 2)):add(nn.SpatialConvolution(6, 16, 5, 5))
         :add(nn.ReLU())
      :add(nn.SpatialMaxPooling(2, 2)):add(nn.View(256)):add(nn.Dropout(0.2))
         :add(nn.Linear(256, 84)):add(nn.Tanh())
      :add(nn.Linear(84, 10)):add(nn.LogSoftMax()):float()
   local params, gradParams = net:getParameters()
   local criterion = nn.ClassNLLCriterion():float()
   local x, t = torch.FloatTensor(32, 1, 28, 28):uniform(), torch.LongTensor(32)
   for i = 1, 32 do t[i] = i % 10 + 1 end
   local first, loss
   for _ = 1, steps do
      gradParams:zero()
      loss = criterion:forward(net:forward(x), t)
      first = first or loss
      net:backward(x, criterion:backward(net.output, t))
      params:add(-0.05, gradParams)
   end
   return params, loss < first
end

describe('Training a LeNet', function()
   it('gives equal bits after 100 steps for 1, 2 and 4 threads', function()
      local kept = torch.getnumthreads()
      local one, learns = trained(1, 100)
      local two, four = trained(2, 100), trained(4, 100)
      torch.setnumthreads(kept)
      assert.is_true(learns)
      assert.are.equal(0, (one - two):abs():max())
      assert.are.equal(0, (one - four):abs():max())
   end)
end)
