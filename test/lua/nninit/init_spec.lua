--- nninit: each initialiser by what it promises; figures of CS231n (2017), lecture 6.

local torch = require 'torch'
local nn = require 'nn'
local nninit = require 'nninit'

local function near(got, wanted, share)
   assert.is_true(math.abs(got - wanted) <= share * math.abs(wanted),
      ('%g instead of %g'):format(got, wanted))
end

local function refuses(message, f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   assert.are.equal(message, (got:gsub('^.-:%d+: ', '')))
end

describe('nninit', function()
   before_each(function() torch.manualSeed(1) end)

   it('reaches a tensor by name, by part or by function, and chains', function()
      local layer = nn.Linear(3, 4)
      local same = layer:init('bias', nninit.constant, 2)
         :init({ 'weight', { { 1, 2 }, {} } }, nninit.constant, 5)
         :init(function(m) return m.weight:narrow(1, 3, 2) end, nninit.constant, 7)
         :init('weight', nninit.addConstant, 1):init('weight', nninit.mulConstant, 2)
      assert.are.equal(layer, same)
      assert.are.same({ 2, 2, 2, 2 }, layer.bias:totable())
      assert.are.same({ 12, 12, 16, 16 }, layer.weight:select(2, 1):totable())
      refuses('init: nn.Linear has no tensor wieght',
         function() layer:init('wieght', nninit.constant, 1) end)
   end)

   it('draws xavier and kaiming with the deviation of their papers', function()
      local layer = nn.Linear(300, 500)
      local function deviation(...) return layer:init('weight', ...).weight:std() end
      near(deviation(nninit.xavier), math.sqrt(2 / 800), 0.01)
      near(deviation(nninit.xavier, { dist = 'normal', gain = 'relu' }),
         math.sqrt(4 / 800), 0.01)
      near(deviation(nninit.xavier, { fan = 'in' }), math.sqrt(1 / 300), 0.01)
      near(deviation(nninit.xavier, { fan = 'out' }), math.sqrt(1 / 500), 0.01)
      near(deviation(nninit.kaiming, { gain = 'relu' }), math.sqrt(2 / 300), 0.01)
      near(deviation(nninit.kaiming, { gain = { 'lrelu', leakiness = 0.3 } }),
         math.sqrt(2 / 1.09 / 300), 0.01)
      nninit.kaiming(layer, layer.weight, { dist = 'uniform' })
      near(layer.weight:max(), math.sqrt(3 / 300), 0.01)
      local conv = nn.SpatialConvolution(20, 30, 3, 5)
      near(conv:init('weight', nninit.kaiming).weight:std(), math.sqrt(1 / 300), 0.02)
      refuses("kaiming: gain is 'swish', expected a number, linear, sigmoid, tanh, relu or "
         .. 'lrelu', function() layer:init('weight', nninit.kaiming, { gain = 'swish' }) end)
   end)

   it('makes rows or columns perpendicular', function()
      for _, shape in ipairs { { 4, 7 }, { 7, 4 } } do
         local layer = nn.Linear(shape[2], shape[1])
         local w = layer:init('weight', nninit.orthogonal, { gain = 2 }).weight
         local product = shape[1] < shape[2] and torch.mm(w, w:t()) or torch.mm(w:t(), w)
         assert.is_true((product - torch.eye(4):mul(4)):abs():max() < 1e-10)
      end
      local conv = nn.SpatialConvolution(2, 3, 2, 2):init('weight', nninit.orthogonal)
      local rows = conv.weight:view(3, 8)
      assert.is_true((torch.mm(rows, rows:t()) - torch.eye(3)):abs():max() < 1e-10)
   end)

   it('keeps a share of the elements', function()
      local layer = nn.Linear(10, 20):init('weight', nninit.constant, 1)
      assert.are.equal(40, layer:init('weight', nninit.sparse, 0.2).weight:sum())
   end)

   it('passes inputs on: eye and dirac', function()
      local x = torch.randn(2, 3)
      assert.is_true(nn.Linear(3, 3):noBias():init('weight', nninit.eye):forward(x)
         :equal(x))
      local maps = torch.randn(3, 5, 5)
      local conv = nn.SpatialConvolution(3, 3, 3, 3, 1, 1, 1, 1):noBias()
      assert.is_true((conv:init('weight', nninit.dirac):forward(maps) - maps):abs():max()
         < 1e-12)
      conv:init('weight', nninit.eye)
      assert.is_true((conv:forward(maps)[2] - maps:mean(1)[1]):abs():max() < 1e-12)
      local words = torch.randn(6, 4)
      local along = nn.TemporalConvolution(4, 4, 3):init('weight', nninit.dirac)
         :init('bias', nninit.constant, 0)
      assert.is_true((along:forward(words) - words:narrow(1, 2, 4)):abs():max() < 1e-12)
   end)

   -- Deviations of ten layers of 500 units behind 1000 x 500 normal numbers.
   local function deviations(activation, initialise)
      local x, list = torch.FloatTensor(1000, 500):normal(), {}
      for i = 1, 10 do
         local layer = nn.Linear(500, 500):float():init('bias', nninit.constant, 0)
         initialise(layer)
         x = activation:float():forward(layer:forward(x)):clone()
         list[i] = x:std()
      end
      return list
   end

   it('keeps deviations of deep networks as the lecture shows', function()
      local list = deviations(nn.Tanh(), function(layer)
         layer:init('weight', nninit.normal, 0, 0.01)
      end)
      for i, wanted in ipairs { 0.214, 0.048, 0.011, 0.0024 } do near(list[i], wanted, 0.1) end
      list = deviations(nn.Tanh(), function(layer)
         layer:init('weight', nninit.xavier, { fan = 'in', dist = 'normal' })
      end)
      near(list[1], 0.628, 0.03)
      near(list[10], 0.229, 0.03)
      list = deviations(nn.ReLU(), function(layer)
         layer:init('weight', nninit.kaiming, { gain = 'relu' })
      end)
      for i = 1, 10 do assert.is_true(list[i] > 0.75 and list[i] < 0.95, list[i]) end
   end)
end)
