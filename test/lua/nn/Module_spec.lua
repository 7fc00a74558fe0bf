local torch = require 'torch'
local nn = require 'nn'

local function network()
   return nn.Sequential():add(nn.Linear(4, 3)):add(nn.Tanh()):add(nn.Linear(3, 2))
end

describe('nn.Module', function()
   it('lets a script make a class of its own', function()
      local Double, Parent = torch.class('nn.DoubleForSpec', 'nn.Module')
      function Double:__init(factor)
         Parent.__init(self)
         self.factor = factor
      end
      function Double:updateOutput(input)
         return self.output:resizeAs(input):copy(input):mul(self.factor)
      end
      function Double:updateGradInput(input, gradOutput)
         return self.gradInput:resizeAs(input):copy(gradOutput):mul(self.factor)
      end
      local layer = nn.DoubleForSpec(3)
      assert.are.equal('nn.DoubleForSpec', torch.type(layer))
      assert.are.equal('nn.DoubleForSpec', tostring(layer))
      assert.is_true(torch.isTypeOf(layer, 'nn.Module'))
      assert.is_true(nn.Jacobian.testJacobian(layer, torch.Tensor(5)) < 1e-8)
      assert.are.same({ 3, 6 }, nn.Sequential():add(layer):forward(torch.Tensor { 1,
         2 }):totable())
   end)

   it('lets a class keep random numbers for its backward pass, as the DropoutEx of '
      .. 'tutorials', function()
      local DropoutEx = torch.class('nn.DropoutExForSpec', 'nn.Module')
      function DropoutEx:__init(p)
         self.p = p or 0.5
         if self.p >= 1 or self.p < 0 then error '<DropoutEx> illegal percentage' end
      end
      function DropoutEx:updateOutput(input)
         self.noise = torch.rand(input:size())
         self.noise:add(1 - self.p):floor()
         self.output = self.output or input.new()
         self.output:resizeAs(input):copy(input):cmul(self.noise)
         return self.output
      end
      function DropoutEx:updateGradInput(_, gradOutput)
         self.gradInput = self.gradInput or gradOutput.new()
         self.gradInput:resizeAs(gradOutput):copy(gradOutput):cmul(self.noise)
         return self.gradInput
      end
      local layer, x = nn.DropoutExForSpec(0.3), torch.Tensor(1000):fill(1)
      local y = layer:forward(x)
      assert.is_true(math.abs(y:mean() - 0.7) < 0.06)
      assert.are.same(y:totable(), layer:backward(x, x):totable())
   end)

   it('puts all parameters into one vector, whose parts its tensors become', function()
      local net = network()
      local params, gradParams = net:getParameters()
      assert.are.equal(4 * 3 + 3 + 3 * 2 + 2, params:nElement())
      assert.are.equal(params:nElement(), gradParams:nElement())
      params:fill(0.5)
      assert.are.equal(0.5, net:get(3).weight[2][3])
      net:get(1).gradBias:fill(7)
      assert.are.equal(7, gradParams[13])
      assert.are.equal(params[1], net:get(1).weight[1][1])
   end)

   it('gives the same memory when it is asked again', function()
      local net = network()
      local first = net:getParameters()
      local second = net:getParameters()
      first:fill(3)
      assert.are.equal(3 * second:nElement(), second:sum())
   end)

   it('counts shared parameters once', function()
      local a, b = nn.Linear(2, 2), nn.Linear(2, 2)
      b:share(a, 'weight', 'gradWeight')
      local net = nn.Sequential():add(a):add(b)
      local params = net:getParameters()
      assert.are.equal(4 + 2 + 2, params:nElement())
      a.weight:fill(9)
      assert.are.equal(9, b.weight[1][2])
   end)

   it('clones itself with memory of its own, but for the fields to share', function()
      local net = network()
      local copy, shared = net:clone(), net:clone('weight')
      net:get(1).weight:fill(5)
      assert.are_not.equal(5, copy:get(1).weight[1][1])
      assert.are.equal(5, shared:get(1).weight[1][1])
      assert.are_not.equal(net:get(1).bias, shared:get(1).bias)
   end)

   it('keeps tensors shared when it is converted', function()
      local net = network()
      local params = net:getParameters()
      net:float()
      assert.are.equal('torch.FloatTensor', net:type())
      local converted = net:getParameters()
      assert.are.equal('torch.FloatTensor', converted:type())
      converted:fill(2)
      assert.are.equal(2, net:get(3).bias[1])
      assert.are_not.equal(2, params[1])
   end)

   it('updates parameters against their gradients', function()
      local layer = nn.Linear(2, 1)
      layer.weight:fill(1)
      layer.gradWeight:fill(2)
      layer.bias:fill(0)
      layer.gradBias:fill(1)
      layer:updateParameters(0.1)
      assert.are.equal(0.8, layer.weight[1][1])
      assert.are.equal(-0.1, layer.bias[1])
      layer:zeroGradParameters()
      assert.are.equal(0, layer.gradWeight:sum())
   end)

   it('finds, lists and replaces what is inside', function()
      local net = network()
      assert.are.equal(2, #net:findModules 'nn.Linear')
      assert.are.equal(4, #net:listModules())
      net:replace(function(module) return torch.type(module) == 'nn.Tanh' and nn.ReLU()
         or module end)
      assert.are.equal('nn.ReLU', torch.type(net:get(2)))
      assert.has_error(function() net:replace(function() return 1 end) end,
         'Sequential: replace: the function gave 1, expected a module')
   end)

   it('is called as a function', function()
      local layer = nn.Identity()
      assert.are.same({ 1 }, layer(torch.Tensor { 1 }):totable())
      local output, gradInput = layer(torch.Tensor { 1 }, torch.Tensor { 2 })
      assert.are.same({ 1, 2 }, { output[1], gradInput[1] })
   end)

   it('forgets its results, and is smaller to save', function()
      local net = network()
      net:forward(torch.randn(2, 4))
      net:clearState()
      assert.are.equal(0, net.output:nElement())
      assert.are.equal(0, net:get(2).output:nElement())
      assert.are.same({ 2, 2 }, net:forward(torch.randn(2, 4)):size():totable())
   end)

   it('switches between training and evaluation', function()
      local net = network():add(nn.Dropout())
      net:evaluate()
      assert.is_false(net:get(4).train)
      net:training()
      assert.is_true(net:get(4).train)
   end)
end)
