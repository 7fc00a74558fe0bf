--- Batch normalisation at every CPU level against plain Lua loops in double.

local torch = require 'torch'
local cr = require 'cbind'
local eachLevel = require 'test.support.levels'
local fill = require 'test.support.fill'

local TOLERANCE = { Half = 1e-2, Float = 2e-6, Double = 1e-12 }
local SHAPES = { { 5, 3 }, { 2, 70 }, { 3, 2, 4, 5 }, { 2, 3, 1100 }, { 300, 17 },
   { 4, 2, 1, 2, 3 } }
local EPSILON, MOMENTUM = 1e-3, 0.2

-- Every element with the number of its channel: f(value, channel, place).
local function each(x, f)
   local flat, inner, channels = x:clone():view(-1), 1, x:size(2)
   for d = 3, x:dim() do inner = inner * x:size(d) end
   for i = 1, flat:nElement() do
      f(flat[i], math.floor((i - 1) / inner) % channels + 1, i)
   end
end

local function zeros(count)
   local list = {}
   for i = 1, count do list[i] = 0 end
   return list
end

local function moments(x)
   local channels = x:size(2)
   local n, mean, var = x:nElement() / channels, zeros(channels), zeros(channels)
   each(x, function(v, c) mean[c] = mean[c] + v / n end)
   each(x, function(v, c) var[c] = var[c] + (v - mean[c]) ^ 2 / n end)
   return mean, var, n
end

local function near(got, wanted, tolerance)
   assert.is_true(math.abs(got - wanted) <= tolerance * math.max(1, math.abs(wanted)),
      ('%.9g instead of %.9g'):format(got, wanted))
end

local function layer(kind, channels)
   local function values(low, high) return fill(kind, { channels }, low, high) end
   return { weight = values(0.5, 2), bias = values(-1, 1), running_mean = values(-1, 1),
      running_var = values(0.5, 1),
      mean = values(0, 1), std = values(0, 1) }
end

local function forward(l, y, x, train)
   cr.batch_norm(y, x, l.weight, l.bias, l.running_mean, l.running_var, l.mean, l.std,
      train, MOMENTUM, EPSILON)
end

local function checkForward(kind, shape, odd)
   local x = fill(kind, shape, 2, 4, odd)
   local l, y, t = layer(kind, shape[2]), x.new(), TOLERANCE[kind]
   local kept = l.running_var:clone()
   local mean, var, n = moments(x)
   forward(l, y, x, 1)
   local flat = y:view(-1)
   each(x, function(v, c, i)
      near(flat[i],
         (v - mean[c]) / math.sqrt(var[c] + EPSILON) * l.weight[c] + l.bias[c], 4 * t)
   end)
   for c = 1, shape[2] do
      near(l.running_var[c], (1 - MOMENTUM) * kept[c] + MOMENTUM * var[c] * n / (n - 1),
         t)
      near(l.mean[c], mean[c], t)
   end
   forward(l, y, x, 0)
   flat = y:view(-1)
   each(x, function(v, c, i)
      near(flat[i],
         (v - l.running_mean[c]) / math.sqrt(l.running_var[c] + EPSILON) * l.weight[c]
            + l.bias[c], 4 * t)
   end)
end

local function checkBackward(kind, shape, odd)
   local x, dy, t = fill(kind, shape, 2, 4, odd), fill(kind, shape, -1, 1, odd),
      100 * TOLERANCE[kind]
   local l, y, dx = layer(kind, shape[2]), x.new(), x.new()
   local gradWeight, gradBias = l.weight:clone():zero(), l.weight:clone():fill(1)
   local mean, var, n = moments(x)
   forward(l, y, x, 1)
   cr.batch_norm_backward(dx, gradWeight, gradBias, x, dy, l.weight, l.running_mean,
      l.running_var, l.mean, l.std, 1, 0.5, EPSILON)
   local sum, dot, flat, given = zeros(shape[2]), zeros(shape[2]), dx:view(-1),
      dy:clone():view(-1)
   each(x, function(v, c, i)
      sum[c] = sum[c] + given[i]
      dot[c] = dot[c] + given[i] * (v - mean[c])
   end)
   each(x, function(v, c, i)
      local s = 1 / math.sqrt(var[c] + EPSILON)
      near(flat[i],
         (given[i] - sum[c] / n - (v - mean[c]) * dot[c] * s * s / n) * s * l.weight[c],
         t)
   end)
   for c = 1, shape[2] do
      near(gradWeight[c], 0.5 * dot[c] / math.sqrt(var[c] + EPSILON), 10 * t)
      near(gradBias[c], 1 + 0.5 * sum[c], 10 * t)
   end
end

describe('Batch normalisation', function()
   it('equals its formula in every type, shape and stride', function()
      eachLevel(function()
         for kind in pairs(TOLERANCE) do
            for _, shape in ipairs(SHAPES) do
               checkForward(kind, shape, false)
               checkForward(kind, shape, true)
            end
         end
      end)
   end)

   it('has the gradients of its formula', function()
      eachLevel(function()
         for _, kind in ipairs { 'Float', 'Double' } do
            for _, shape in ipairs(SHAPES) do
               checkBackward(kind, shape, false)
               checkBackward(kind, shape, true)
            end
         end
      end)
   end)

   it('keeps the variance of numbers that are far from 0', function()
      local x = fill('Float', { 64, 2, 10, 10 }, 10000, 10001)
      local l, y = layer('Float', 2), torch.FloatTensor()
      forward(l, y, x, 1)
      local _, var = moments(x)
      near(1 / l.std[1] ^ 2 - EPSILON, var[1], 1e-4)
   end)

   it('has equal bits for any number of threads', function()
      local x, kept, results = fill('Float', { 16, 70, 9, 9 }, -1, 1),
         torch.getnumthreads(), {}
      for _, count in ipairs { 1, 2, 4 } do
         torch.setnumthreads(count)
         local y = torch.FloatTensor()
         forward(layer('Float', 70), y, x, 1)
         results[#results + 1] = y
      end
      torch.setnumthreads(kept)
      assert.are.equal(0,
         (results[1] - results[2]):abs():max() + (results[1] - results[3]):abs():max())
   end)

   it('refuses a batch whose variance is not defined', function()
      assert.has_error(function()
         forward(layer('Float', 3), torch.FloatTensor(), torch.FloatTensor(1, 3):fill(1),
            1)
      end,
         'BatchNormalization: input is torch.FloatTensor 1x3: one value per channel '
         .. 'has no variance; '
         .. 'train with more, or call evaluate()')
   end)
end)
