--- Errors of layers in networks name the place of the layer.

local torch = require 'torch'
local nn = require 'nn'

local function message(f)
   local ok, got = pcall(f)
   assert.is_false(ok)
   return (got:gsub('^.-:%d+: ', ''))
end

local LINEAR = 'input has 5 features but the layer was made for 3'

describe('an error inside a network', function()
   it('tells the numbers on the way to the layer', function()
      local inner = nn.Sequential():add(nn.Tanh()):add(nn.Linear(3, 2))
      local net = nn.Sequential():add(nn.Identity()):add(nn.Concat(2):add(inner))
      assert.are.equal('net: Linear (2.1.2): ' .. LINEAR,
         message(function() net:forward(torch.Tensor(4, 5)) end))
   end)

   it('tells names, of modules or of the fields that hold them', function()
      local net = nn.Sequential()
      net.name = 'lenet'
      net.features = nn.Sequential():add(nn.Tanh()):add(nn.Linear(3, 2))
      net:add(net.features)
      assert.are.equal('lenet: Linear (features.2): ' .. LINEAR,
         message(function() net:forward(torch.Tensor(4, 5)) end))
      net:get(1):get(2).name = 'first'
      assert.are.equal('lenet: Linear (features.first): ' .. LINEAR,
         message(function() net:forward(torch.Tensor(4, 5)) end))
   end)

   it('is found in backward and in what other functions raise', function()
      local net = nn.Sequential():add(nn.Tanh()):add(nn.MulConstant(2))
      net:forward(torch.Tensor(4))
      assert.is_truthy(message(function() net:backward(torch.Tensor(4), {}) end)
         :match '^net: MulConstant %(2%): ')
   end)

   it('stands at the line of the call', function()
      local net = nn.Sequential():add(nn.Linear(3, 2))
      local line = debug.getinfo(1, 'l').currentline + 1
      local _, got = pcall(function() net:forward(torch.Tensor(4, 5)) end)
      assert.is_truthy(got:find('where_spec.lua:' .. line .. ': net: Linear (1): ', 1, true))
   end)

   it('says so of layers of other packages, too', function()
      local Broken = torch.class('nn.BrokenForSpec', 'nn.Module')
      function Broken:updateOutput(input)
         self.output:cmul(input, torch.Tensor(1))
         return self.output
      end
      local net = nn.Sequential():add(nn.Identity()):add(nn.BrokenForSpec())
      assert.is_truthy(message(function() net:forward(torch.Tensor(4)) end)
         :match '^net: BrokenForSpec %(2%): cmul: ')
   end)
end)

describe('a common mistake', function()
   it('is told: images whose planes are last, images that are no features yet', function()
      local conv = nn.Sequential():add(nn.SpatialConvolution(3, 8, 3, 3))
      assert.are.equal('net: SpatialConvolution (1): input has 32 planes but weight expects '
         .. '3; input is torch.DoubleTensor 8x32x32x3; images are C x H x W, not H x W x C',
         message(function() conv:forward(torch.Tensor(8, 32, 32, 3)) end))
      assert.are.equal('Linear: input is torch.DoubleTensor 8x4x5x5, expected 100 features '
         .. 'or N x 100; nn.View(100) before it makes features',
         message(function() nn.Linear(100, 2):forward(torch.Tensor(8, 4, 5, 5)) end))
   end)
end)

describe('an error of a layer that stands alone', function()
   it('names the layer only', function()
      assert.are.equal('Linear: ' .. LINEAR,
         message(function() nn.Linear(3, 2):forward(torch.Tensor(4, 5)) end))
   end)
end)
