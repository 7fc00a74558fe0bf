--- optim.sgd and optim.nag against steps worked by hand and a long known descent.

local torch = require 'torch'
local optim = require 'optim'

-- f(x) = x^2 / 2 at one point, whose gradient is x.
local function parabola(x) return 0.5 * x[1] ^ 2, x:clone() end

-- Rosenbrock's valley in two dimensions.
local function valley(x)
   local a, b = x[1], x[2]
   local g = torch.Tensor { -400 * a * (b - a ^ 2) - 2 * (1 - a), 200 * (b - a ^ 2) }
   return 100 * (b - a ^ 2) ^ 2 + (1 - a) ^ 2, g
end

local function steps(optimizer, config, count)
   local x, list = torch.Tensor { 1 }, {}
   for i = 1, count do
      optim[optimizer](parabola, x, config)
      list[i] = x[1]
   end
   return list
end

local function assertNear(wanted, got, tolerance)
   for i, value in ipairs(wanted) do
      assert.is_true(math.abs(got[i] - value) <= tolerance, i .. ': ' .. got[i])
   end
end

describe('optim.sgd', function()
   it('takes three momentum steps as by hand, without dampening', function()
      -- v: 1, 0.5 + 0.9, ...; x: 1 - 0.1 v
      local got = steps('sgd', { learningRate = 0.1, momentum = 0.5, dampening = 0 }, 3)
      assertNear({ 0.9, 0.76, 0.614 }, got, 1e-15)
   end)

   it('dampens by the momentum unless told otherwise, except at first', function()
      -- v: 1; 0.5 * 1 + 0.5 * 0.9 = 0.95; 0.5 * 0.95 + 0.5 * 0.805 = 0.8775
      local got = steps('sgd', { learningRate = 0.1, momentum = 0.5 }, 3)
      assertNear({ 0.9, 0.805, 0.71725 }, got, 1e-15)
   end)

   it('gives the iterates of nag after the change of variable', function()
      local rate, momentum = 0.07, 0.8
      local nag = { learningRate = rate, momentum = momentum }
      local sgd = { learningRate = rate, momentum = momentum, dampening = 0,
         nesterov = true }
      local x, y = torch.Tensor { 1 }, torch.Tensor { 1 }
      for _ = 1, 50 do
         optim.nag(parabola, x, nag)
         optim.sgd(parabola, y, sgd)
         -- sgd's point is nag's, moved on as nag does before its gradient.
         local moved = x[1] + momentum * nag.dfdx[1]
         assert.is_true(math.abs(y[1] - moved) < 1e-12)
      end
   end)

   it('descends the valley in 10,001 evaluations to the known value', function()
      local x, config, f = torch.Tensor { 0, 0 }, { learningRate = 1e-3 }, nil
      for _ = 1, 10001 do
         local _, values = optim.sgd(valley, x, config)
         f = values[1]
      end
      assert.are.equal(10001, config.evalCounter)
      assert.are.equal('3.1399924925055e-05', tostring(f))
   end)

   it('leaves the gradient as opfunc returned it', function()
      local g = torch.Tensor { 1, 2 }
      optim.sgd(function() return 0, g end, torch.Tensor { 1, 1 },
         { weightDecay = 0.5, momentum = 0.9, dampening = 0, nesterov = true })
      assert.are.same({ 1, 2 }, g:totable())
   end)

   it('says what is wrong with a call, at its line', function()
      local function message(...) return select(2, pcall(optim.sgd, ...)) end
      local x = torch.Tensor { 1 }
      assert.matches('sgd: opfunc is nil, expected a function', message())
      assert.matches('sgd: x is nil, expected a tensor', message(parabola))
      assert.matches('sgd: config is 3, expected a table', message(parabola, x, 3))
      assert.matches('sgd: the second result of opfunc is nil, expected df/dx',
         message(function() return 1 end, x, {}))
      assert.matches('sgd: momentum is 0, dampening 0, expected > 0 and 0 for nesterov',
         message(parabola, x, { nesterov = true }))
      local _, text = pcall(function() optim.sgd(parabola, x, 3) return 1 end)
      assert.matches('sgd_spec.lua:%d+: sgd', text)
   end)
end)
