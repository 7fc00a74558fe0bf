--- nn.hessian against Jacobians: for a loss of squares the diagonal is that of J' J.

local torch = require 'torch'
local nn = require 'nn'

describe('nn.hessian', function()
   nn.hessian.enable()

   -- The diagonal by the input and by a parameter, for second derivatives h of outputs.
   local function check(layer, input)
      torch.manualSeed(1)
      local output = layer:forward(input)
      local h = torch.rand(output:size()):add(0.5)
      layer:initDiagHessianParameters()
      local got = layer:updateDiagHessianInput(input, h):clone()
      layer:accDiagHessianParameters(input, h)
      local function wanted(param)
         local jacobian = nn.Jacobian.forward(layer, input, param)
         return torch.mv(jacobian:cmul(jacobian), h:view(-1))
      end
      assert.is_true((got:view(-1) - wanted()):abs():max() < 1e-6)
      if layer.weight then
         local weight, bias = layer.diagHessianWeight, layer.diagHessianBias
         assert.is_true((weight:view(-1) - wanted(layer.weight)):abs():max() < 1e-6)
         assert.is_true((bias:view(-1) - wanted(layer.bias)):abs():max() < 1e-6)
      end
   end

   it('is exact for linear layers', function()
      check(nn.Linear(3, 2), torch.randn(3))
      check(nn.SpatialConvolution(2, 3, 2, 2), torch.randn(2, 4, 4))
   end)

   it('takes the slope of functions of every element', function()
      for _, name in ipairs { 'Tanh', 'Sigmoid', 'Square', 'ReLU' } do
         check(nn[name](), torch.randn(2, 5))
      end
   end)

   it('passes through networks without touching gradients', function()
      local net = nn.Sequential():add(nn.Linear(3, 4)):add(nn.Tanh()):add(nn.Linear(4, 1))
      local x, h = torch.randn(2, 3), torch.ones(2, 1)
      net:forward(x)
      net:zeroGradParameters()
      net:initDiagHessianParameters()
      net:updateDiagHessianInput(x, h)
      net:accDiagHessianParameters(x, h)
      assert.is_true(net:get(1).diagHessianWeight:min() > 0)
      assert.are.equal(0, net:get(1).gradWeight:norm())
   end)

   it('says which layers it does not know', function()
      local ok, message = pcall(function()
         nn.SoftMax():updateDiagHessianInput(torch.ones(2), torch.ones(2))
      end)
      assert.is_false(ok)
      assert.is_truthy(message:match
         'SoftMax: updateDiagHessianInput is not defined for this layer')
   end)
end)
