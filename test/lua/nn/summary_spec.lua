--- summary, freeze, hooks and timings of networks.

local torch = require 'torch'
local nn = require 'nn'

local function net()
   return nn.Sequential():add(nn.SpatialConvolution(3, 8, 3, 3, 1, 1, 1, 1))
      :add(nn.SpatialBatchNormalization(8)):add(nn.ReLU(true))
      :add(nn.SpatialMaxPooling(2, 2)):add(nn.View(8 * 4 * 4)):add(nn.Linear(128, 10))
end

describe('module:summary', function()
   it('counts parameters, multiply-adds and bytes by hand', function()
      local summary = net():summary { 2, 3, 8, 8 }
      local rows = summary.rows
      assert.are.equal(6, #rows)
      assert.are.equal('2x8x8x8', rows[1].output)
      assert.are.equal(3 * 8 * 9 + 8, rows[1].parameters)
      assert.are.equal(2 * 64 * 3 * 8 * 9, rows[1].multiplyAdds)
      assert.are.equal(2 * 128 * 10, rows[6].multiplyAdds)
      assert.are.equal(3 * 8 * 9 + 8 + 16 + 1290, summary.parameters)
      assert.are.equal(8 * summary.parameters, summary.parameterBytes)
      assert.are.equal(8 * 2 * 10, rows[6].bytes)
   end)

   it('prints a table with sums', function()
      local text = tostring(nn.Sequential():add(nn.Linear(10, 5)):summary { 2, 10 })
      assert.are.equal('layer      output  parameters  multiply-adds\n'
         .. 'nn.Linear  2x5             55            100\n'
         .. 'total                      55            100\n'
         .. 'bytes: 440 of parameters, 80 of outputs', text)
   end)

   it('changes neither modes, nor running means, nor random numbers', function()
      local layers = net()
      layers:get(2):evaluate()
      torch.manualSeed(4)
      local mean, expected = layers:get(2).running_mean:clone(), torch.random()
      torch.manualSeed(4)
      layers:summary { 2, 3, 8, 8 }
      assert.are.equal(expected, torch.random())
      assert.is_true(layers:get(2).running_mean:equal(mean))
      assert.is_false(layers:get(2).train)
      assert.are_not.equal(false, layers:get(1).train)
      assert.is_nil(rawget(layers:get(1), 'updateOutput'))
   end)

   it('takes tables of sizes and inputs, and shares parameters once', function()
      local both = nn.ParallelTable():add(nn.Linear(3, 2)):add(nn.LookupTable(5, 2))
      local input = { torch.rand(4, 3), torch.LongTensor { 1, 5, 2, 2 } }
      assert.are.equal(8 + 10, both:summary(input).parameters)
      local twin = nn.Linear(3, 3)
      local tied = nn.Sequential():add(twin):add(twin:clone('weight', 'bias'))
      assert.are.equal(12, tied:summary({ 1, 3 }).parameters)
      local sum = nn.Sequential():add(nn.CAddTable())
      assert.are.equal('2x3', sum:summary({ { 2, 3 }, { 2, 3 } }).rows[1].output)
   end)

   it('raises the error of a layer, and leaves the network usable', function()
      local layers = net()
      assert.is_false((pcall(layers.summary, layers, { 2, 4, 8, 8 })))
      assert.is_nil(rawget(layers:get(1), 'updateOutput'))
   end)
end)

describe('a frozen module', function()
   it('keeps its parameters bit for bit while the rest learns', function()
      torch.manualSeed(1)
      local layers, x, dy = net(), torch.randn(2, 3, 8, 8), torch.randn(2, 10)
      for i = 1, 3 do layers:get(i):freeze() end
      local before = {}
      for i = 1, 2 do before[i] = layers:get(i).weight:clone() end
      local mean, last = layers:get(2).running_mean:clone(), layers:get(6).weight:clone()
      layers:training()
      assert.are.equal(2, #layers:parameters())
      for _ = 1, 3 do
         layers:zeroGradParameters()
         layers:forward(x)
         layers:backward(x, dy)
         layers:updateParameters(0.1)
         layers:forward(x)
         layers:backwardUpdate(x, dy, 0.1)
      end
      for i = 1, 2 do assert.is_true(layers:get(i).weight:equal(before[i])) end
      assert.is_true(layers:get(2).running_mean:equal(mean))
      assert.is_false(layers:get(6).weight:equal(last))
      assert.are.equal(3 * 8 * 9 + 8 + 16 + 1290, layers:summary({ 2, 3, 8, 8 }).parameters)
   end)

   it('passes gradients on, and learns again when it is no longer frozen', function()
      local layer, x = nn.Linear(3, 2), torch.randn(4, 3)
      layer:freeze()
      layer:forward(x)
      assert.is_true(layer:backward(x, torch.ones(4, 2)):norm() > 0)
      assert.are.equal(0, layer.gradWeight:norm())
      layer:unfreeze()
      layer:backward(x, torch.ones(4, 2))
      assert.is_true(layer.gradWeight:norm() > 0)
      assert.are.equal(2, #layer:parameters())
   end)
end)

describe('nn.hook', function()
   it('calls functions with what passes, and is gone when it is taken off', function()
      local layers, seen = nn.Sequential():add(nn.Linear(3, 2)):add(nn.Tanh()), {}
      local unhook = nn.hook(layers, {
         forward = function(module, seconds, input, output)
            assert.is_true(seconds >= 0)
            seen[#seen + 1] = { torch.type(module), input:size(2), output:size(2) }
         end,
         backward = function(module) seen[#seen + 1] = torch.type(module) end })
      local x = torch.randn(4, 3)
      layers:forward(x)
      layers:backward(x, torch.randn(4, 2))
      assert.are.same({ { 'nn.Linear', 3, 2 }, { 'nn.Tanh', 2, 2 },
         { 'nn.Sequential', 3, 2 }, 'nn.Tanh', 'nn.Linear', 'nn.Sequential' }, seen)
      unhook()
      layers:forward(x)
      assert.are.equal(6, #seen)
   end)

   it('refuses hooks that do not exist', function()
      local ok, message = pcall(nn.hook, nn.Linear(3, 2), { sideways = print })
      assert.is_false(ok)
      assert.is_truthy(message:match
         "hook: there is no hook 'sideways', only forward and backward")
   end)
end)

describe('nn.timings', function()
   it('gives times whose parts are not more than the whole', function()
      local layers, x = net(), torch.randn(2, 3, 8, 8)
      local list = nn.timings(layers, function()
         for _ = 1, 3 do
            layers:forward(x)
            layers:backward(x, torch.ones(2, 10))
         end
      end)
      local forward, backward = 0, 0
      for i = 2, #list do
         assert.are.equal(3, list[i].calls)
         forward, backward = forward + list[i].forward, backward + list[i].backward
      end
      assert.is_true(forward > 0 and forward <= list[1].forward)
      assert.is_true(backward > 0 and backward <= list[1].backward)
      assert.is_truthy(tostring(list):match 'nn%.SpatialMaxPooling')
   end)
end)

describe('nn.test', function()
   it('checks classes by name, and says which has no example', function()
      local kept, lines = _G.print, {}
      getfenv(0).print = function(text) lines[#lines + 1] = text end
      local failed, count = nn.test { 'Linear', 'MSECriterion' }
      getfenv(0).print = kept
      assert.are.same({ 0, 2, 'Linear ok', 'MSECriterion ok' }, { failed, count,
         unpack(lines) })
      local ok, message = pcall(nn.test, 'NoClass')
      assert.is_false(ok)
      assert.is_truthy(message:match "test: there is no example of 'NoClass'")
   end)
end)
