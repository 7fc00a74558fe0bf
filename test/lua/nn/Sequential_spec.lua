local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

describe('nn.Sequential', function()
   it('passes the output of each module to the next', function()
      local net = nn.Sequential():add(nn.MulConstant(2)):add(nn.AddConstant(1))
      assert.are.same({ 3, 5 }, net:forward(torch.Tensor { 1, 2 }):totable())
      assert.are.same({ 2, 2 }, net:backward(torch.Tensor { 1, 2 },
         torch.Tensor { 1, 1 }):totable())
   end)

   it('has the gradient of central differences', function()
      local net = nn.Sequential():add(nn.Linear(4, 5)):add(nn.Tanh()):add(nn.Linear(5, 3))
         :add(nn.LogSoftMax())
      assert.is_true(gradientError(net, torch.randn(6, 4)) < 1e-7)
   end)

   it('leaves the gradient of the input out where the first module has no gradInput',
      function()
      for _, first in ipairs { nn.Linear(3, 2), nn.SpatialConvolution(3, 2, 1, 1) } do
         local net = nn.Sequential():add(first):add(nn.Tanh())
         local x = torch.type(first) == 'nn.Linear' and torch.randn(4, 3)
            or torch.randn(4, 3, 2, 2)
         local dy = net:forward(x):clone()
         net:zeroGradParameters()
         net:backward(x, dy)
         local wanted = first.gradWeight:clone()
         first.gradInput = nil
         net:zeroGradParameters()
         net:forward(x)
         assert.is_nil(net:backward(x, dy))
         assert.are.equal(0, (first.gradWeight - wanted):abs():max())
      end
   end)

   it('inserts and removes modules', function()
      local net = nn.Sequential():add(nn.Tanh()):add(nn.Abs())
      net:insert(nn.Square(), 2)
      assert.are.equal('nn.Square', torch.type(net:get(2)))
      assert.are.equal(3, net:size())
      net:remove(1)
      assert.are.equal('nn.Square', torch.type(net:get(1)))
      net:remove()
      assert.are.equal(1, net:size())
      assert.has_error(function()
         net:insert(nn.Tanh(), 5)
      end, 'Sequential: insert: index is 5, expected 1 to 2')
      assert.has_error(function()
         net:remove(2)
      end, 'Sequential: remove: index is 2, expected 1 to 1')
   end)

   it('gives the input without modules, and says that there is no gradient', function()
      local net, x = nn.Sequential(), torch.Tensor { 1 }
      assert.are.equal(x, net:forward(x))
      assert.has_error(function()
         net:backward(x, x)
      end, 'Sequential: backward of a network without modules')
   end)

   it('points at the line of the script that called it', function()
      local net = nn.Sequential():add(nn.Linear(3, 2)):add(nn.Linear(3, 2))
      local chunk = assert(loadstring('local net, x = ...\nnet:forward(x)',
         '@script.lua'))
      local _, message = pcall(chunk, net, torch.randn(3))
      assert.are.equal('script.lua:2: net: Linear (2): input has 2 features but the layer '
         .. 'was made for 3', message)
   end)
end)
