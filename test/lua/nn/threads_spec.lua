local torch = require 'torch'
local nn = require 'nn'
local calls = require 'test.support.calls'
local golden = require 'test.support.golden'
local recorded = require 'test.support.recorded'

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

local COPIES = 3000

-- The input of a record many times over, as a larger batch.
local function batch(record)
   local input = golden.decode(record.input)
   if not torch.isTensor(input) or input:dim() < 2 then return nil end
   local times = torch.LongStorage(input:dim()):fill(1)
   times[1] = math.ceil(COPIES / input:size(1))
   return input:repeatTensor(times)
end

-- What a pass of a new layer gives, as text. Its output is the gradient, too.
local function passed(record, threads)
   local input = batch(record)
   torch.setnumthreads(threads)
   torch.manualSeed(record.forward_seed or 1)
   local layer = recorded.make(record)
   layer:zeroGradParameters()
   local output = layer:forward(input)
   local gradInput = layer:backward(input, output)
   local _, gradParams = layer:parameters()
   return calls.bits { output, gradInput, gradParams or 0 }
end

describe('A pass of a layer on a large batch gives equal bits for 1 to 4 threads:', function()
   local kept, print = torch.getnumthreads(), print
   before_each(function() _G.print = function() end end) -- nn.PrintSize prints
   after_each(function()
      _G.print = print
      torch.setnumthreads(kept)
   end)

   _G.print = function() end
   local layers = recorded.layers(function(record)
      return batch(record) and pcall(passed, record, 1)
   end)
   _G.print = print
   for _, record in ipairs(layers) do
      it(record.ctor, function()
         local one = passed(record, 1)
         for threads = 2, 4 do
            assert.is_true(one == passed(record, threads), threads .. ' threads')
         end
      end)
   end
   it('in most layers', function() assert.is_true(#layers > 60, #layers) end)
end)

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
