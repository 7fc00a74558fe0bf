--- Steps of optimisers refuse what they cannot work on, and change nothing then.

local torch = require 'torch'
local cr = require 'cbind'

local function message(f, ...) return (select(2, pcall(f, ...))) end

describe('an optimiser step', function()
   local x, v, g

   before_each(function()
      x, v, g = torch.Tensor { 1, 2 }, torch.Tensor { 0, 0 }, torch.Tensor { 3, 4 }
   end)

   it('names the tensors that do not fit', function()
      local three = torch.Tensor(3)
      assert.matches('sgd: dfdx is torch.DoubleTensor 3, expected 2 elements as in x',
         message(cr.sgd_step, x, three, 0.1, 0))
      assert.matches('velocity is torch.DoubleTensor 3 but x is torch.DoubleTensor 2',
         message(cr.momentum_step, x, three, g, 0.1, 0, 0.9, 1, 0))
      assert.matches('sgd: x is torch.LongTensor 2, expected a float type',
         message(cr.sgd_step, x:long(), g:long(), 0.1, 0))
      assert.matches('sgd: dfdx is torch.FloatTensor 2 but x is torch.DoubleTensor 2',
         message(cr.sgd_step, x, g:float(), 0.1, 0))
      assert.are.same({ 1, 2 }, x:totable())
   end)

   it('refuses state that shares memory with x or with other state', function()
      assert.matches('velocity and x share memory',
         message(cr.momentum_step, x, x, g, 0.1, 0, 0.9, 1, 0))
      assert.matches('m and v share memory',
         message(cr.adam_step, x, v, v, g, 0.1, 0, 0.9, 0.9, 1e-8))
      assert.are.same({ 1, 2 }, x:totable())
   end)

   it('reads a gradient that is x or the state before it writes them', function()
      cr.momentum_step(x, v, v, 1, 0, 0.5, 1, 0)
      assert.are.same({ 1, 2 }, x:totable())
      cr.sgd_step(x, x, 0.5, 0)
      assert.are.same({ 0.5, 1 }, x:totable())
   end)

   it('does nothing on empty tensors', function()
      local empty = torch.Tensor()
      cr.adam_step(empty, torch.Tensor(), torch.Tensor(), torch.Tensor(), 1, 0, 0, 0, 0)
      assert.are.equal(0, empty:nElement())
   end)
end)
