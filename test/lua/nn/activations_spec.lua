--- The layers that are one op of lib/ops/activation.def: values and derivatives of the
-- ops are in test/kernels/cpu/activation_spec.lua.

local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

describe('Activation layers', function()
   local layers = {
      nn.Tanh(), nn.Sigmoid(), nn.ReLU(), nn.Threshold(0.3, -1), nn.LeakyReLU(0.2),
         nn.ELU(0.7), nn.HardTanh(-0.6, 0.7),
      nn.SoftPlus(2), nn.SoftSign(), nn.HardShrink(0.3), nn.SoftShrink(0.3),
         nn.TanhShrink(), nn.LogSigmoid(), nn.Abs(),
      nn.Square(), nn.Exp(), nn.ReLU6(), nn.Clamp(-0.4, 0.5), nn.SoftMax(),
         nn.LogSoftMax(), nn.SoftMin(),
   }

   it('have the gradients of central differences, away from kinks', function()
      local x = torch.Tensor { { -1.9, -0.72, -0.21, 0.11 }, { 0.42, 0.84, 1.37, 2.2 } }
      for _, layer in ipairs(layers) do
         assert.is_true(gradientError(layer, x, 1e-6) < 1e-7, torch.type(layer))
      end
   end)

   it('take strided inputs and gradients', function()
      local x, dy = torch.randn(4, 3), torch.randn(4, 3)
      for _, layer in ipairs(layers) do
         local y = layer:forward(x):clone()
         local dx = layer:backward(x, dy):clone()
         local other = x:t():clone():t()
         assert.are.equal(0, (layer:forward(other) - y):abs():max(), torch.type(layer))
         assert.are.equal(0, (layer:backward(other,
            dy:t():clone():t()) - dx):abs():max(), torch.type(layer))
      end
   end)

   it('accept an empty tensor', function()
      for _, name in ipairs { 'Tanh', 'Sigmoid', 'ReLU' } do
         assert.are.equal(0, nn[name]():forward(torch.Tensor()):nElement())
      end
   end)

   it('work in place where they are told to', function()
      local layer, x = nn.ReLU(true), torch.Tensor { -1, 2 }
      local y = layer:forward(x)
      assert.are.same({ 0, 2 }, x:totable())
      local dy = torch.Tensor { 5, 6 }
      layer:backward(x, dy)
      assert.are.same({ 0, 6 }, dy:totable())
      assert.are.equal(y:storage():size(), x:storage():size())
   end)

   it('name themselves and what they were given', function()
      assert.has_error(function()
         nn.Tanh():forward {}
      end, 'Tanh: input is a table, expected a tensor')
      assert.has_error(function()
         nn.Sigmoid():forward(nil)
      end, 'Sigmoid: input is nil, expected a tensor')
      assert.has_error(function() nn.ReLU():forward(torch.FloatTensor(1)) end,
         "ReLU: input is torch.FloatTensor 1, expected a torch.DoubleTensor as the "
         .. "layer is; "
         .. "convert one of them with :type('torch.DoubleTensor')")
      assert.has_error(function()
         local layer = nn.Tanh()
         layer:forward(torch.Tensor(2))
         layer:backward(torch.Tensor(2), torch.Tensor(3))
      end, 'tanh: gradOutput is torch.DoubleTensor 3 but input is torch.DoubleTensor 2')
      assert.has_error(function() nn.Threshold(0, 1, true) end,
         'Threshold: value is 1, expected at most threshold, 0, to work in place')
      assert.has_error(function() nn.SoftMax():forward(torch.Tensor(1, 1, 1, 1, 1)) end,
         'SoftMax: input is torch.DoubleTensor 1x1x1x1x1, expected C, N x C, C x H x '
         .. 'W or N x C x H x W')
   end)
end)
