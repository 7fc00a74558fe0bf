--- Layers for sequences, images and volumes: what must hold for each of them. Their
-- values are compared with those of Torch7 in golden_spec.

local torch = require 'torch'
local nn = require 'nn'
local gradientError = require 'test.support.gradient'

-- Sizes of a batch, how to make the layer.
local CASES = {
   FeatureLPPooling = { { 3, 7, 2 }, function()
      return nn.FeatureLPPooling(3, 2, 2, true)
   end },
   PixelShuffle = { { 2, 8, 2, 3 }, function() return nn.PixelShuffle(2) end },
   SpatialAdaptiveAveragePooling = { { 2, 3, 5, 7 }, function()
      return nn.SpatialAdaptiveAveragePooling(3, 2)
   end },
   SpatialAdaptiveMaxPooling = { { 2, 3, 5, 7 }, function()
      return nn.SpatialAdaptiveMaxPooling(3, 2)
   end },
   SpatialContrastiveNormalization = { { 2, 2, 6, 5 }, function()
      return nn.SpatialContrastiveNormalization(2, torch.Tensor { 1, 3, 2 })
   end },
   SpatialConvolutionLocal = { { 2, 2, 5, 6 }, function()
      return nn.SpatialConvolutionLocal(2, 3, 6, 5, 3, 2, 2, 1, 1)
   end },
   SpatialConvolutionMap = { { 2, 3, 5, 6 }, function()
      return nn.SpatialConvolutionMap(nn.tables.random(3, 4, 2), 3, 2, 2, 1)
   end },
   SpatialCrossMapLRN = { { 2, 6, 3, 2 }, function()
      return nn.SpatialCrossMapLRN(5, 0.8, 0.75, 1.5)
   end },
   SpatialDepthWiseConvolution = { { 2, 3, 5, 6 }, function()
      return nn.SpatialDepthWiseConvolution(3, 2, 3, 2, 2, 1, 1, 0)
   end },
   SpatialDilatedConvolution = { { 2, 2, 6, 7 }, function()
      return nn.SpatialDilatedConvolution(2, 3, 2, 3, 2, 1, 1, 0, 3, 2)
   end },
   SpatialDilatedMaxPooling = { { 2, 2, 7, 8 }, function()
      return nn.SpatialDilatedMaxPooling(2, 3, 2, 1, 1, 0, 3, 2)
   end },
   SpatialDivisiveNormalization = { { 2, 2, 6, 5 }, function()
      return nn.SpatialDivisiveNormalization(2, torch.rand(3, 5))
   end },
   SpatialFractionalMaxPooling = { { 2, 2, 7, 8 }, function()
      return nn.SpatialFractionalMaxPooling(2, 2, 0.6, 0.7):fixPoolingRegions()
   end },
   SpatialFullConvolution = { { 2, 2, 3, 4 }, function()
      return nn.SpatialFullConvolution(2, 3, 3, 2, 2, 3, 1, 0, 1, 2)
   end },
   SpatialFullConvolutionMap = { { 2, 3, 3, 4 }, function()
      return nn.SpatialFullConvolutionMap(nn.tables.random(3, 4, 2), 3, 2, 2, 1)
   end },
   SpatialLPPooling = { { 2, 2, 6, 6 }, function()
      return nn.SpatialLPPooling(2, 2, 3, 2, 2, 2)
   end },
   SpatialReflectionPadding = { { 2, 2, 4, 5 }, function()
      return nn.SpatialReflectionPadding(2, 1, 3, -1)
   end },
   SpatialReplicationPadding = { { 2, 2, 4, 5 }, function()
      return nn.SpatialReplicationPadding(2, -1, 3, 1)
   end },
   SpatialSubSampling = { { 2, 3, 5, 6 }, function()
      return nn.SpatialSubSampling(3, 2, 3, 2, 1)
   end },
   SpatialSubtractiveNormalization = { { 2, 3, 6, 5 }, function()
      return nn.SpatialSubtractiveNormalization(3, torch.rand(3, 5))
   end },
   SpatialUpSamplingBilinear = { { 2, 2, 3, 4 }, function()
      return nn.SpatialUpSamplingBilinear { oheight = 5, owidth = 9 }
   end },
   SpatialUpSamplingNearest = { { 2, 2, 3, 4 }, function()
      return nn.SpatialUpSamplingNearest(3)
   end },
   TemporalConvolution = { { 2, 7, 3 }, function()
      return nn.TemporalConvolution(3, 2, 3, 2)
   end },
   TemporalDynamicKMaxPooling = { { 2, 7, 3 }, function()
      return nn.TemporalDynamicKMaxPooling(2, 0.5)
   end },
   TemporalMaxPooling = { { 2, 7, 3 }, function()
      return nn.TemporalMaxPooling(3, 2)
   end },
   TemporalRowConvolution = { { 2, 7, 3 }, function()
      return nn.TemporalRowConvolution(3, 3, 2)
   end },
   TemporalSubSampling = { { 2, 7, 3 }, function()
      return nn.TemporalSubSampling(3, 3, 2)
   end },
   VolumetricAveragePooling = { { 2, 2, 4, 5, 6 }, function()
      return nn.VolumetricAveragePooling(2, 3, 2, 1, 2, 3)
   end },
   VolumetricConvolution = { { 2, 2, 4, 5, 4 }, function()
      return nn.VolumetricConvolution(2, 2, 3, 2, 3, 2, 1, 2, 1, 0, 1)
   end },
   VolumetricDilatedConvolution = { { 2, 2, 4, 5, 4 }, function()
      return nn.VolumetricDilatedConvolution(2, 2, 2, 2, 2, 1, 2, 1, 1, 0, 1, 3, 2, 2)
   end },
   VolumetricDilatedMaxPooling = { { 2, 2, 4, 5, 6 }, function()
      return nn.VolumetricDilatedMaxPooling(2, 3, 2, 1, 2, 2, 1, 1, 0, 2, 1, 2)
   end },
   VolumetricFractionalMaxPooling = { { 2, 2, 5, 6, 7 }, function()
      return nn.VolumetricFractionalMaxPooling(2, 2, 2, 3, 2, 3):fixPoolingRegions()
   end },
   VolumetricFullConvolution = { { 2, 2, 2, 3, 2 }, function()
      return nn.VolumetricFullConvolution(2, 2, 3, 2, 3, 2, 1, 2, 1, 0, 1, 1, 0, 1)
   end },
   VolumetricMaxPooling = { { 2, 2, 4, 5, 6 }, function()
      return nn.VolumetricMaxPooling(2, 3, 2, 1, 2, 3, 1, 0, 1)
   end },
   VolumetricReplicationPadding = { { 2, 2, 2, 3, 4 }, function()
      return nn.VolumetricReplicationPadding(1, 2, 0, 3, -1, 2)
   end },
}

local names = {}
for name in pairs(CASES) do names[#names + 1] = name end
table.sort(names)

-- No two elements are nearer than 0.01, none is nearer to 0: the largest stays the
-- largest.
local function distinct(sizes)
   local count = 1
   for _, size in ipairs(sizes) do count = count * size end
   return torch.randperm(count):add(-count / 2 - 0.5):div(count / 4):view(unpack(sizes))
end

local function each(check)
   return function()
      for _, name in ipairs(names) do
         torch.manualSeed(3)
         local sizes, make = unpack(CASES[name])
         check(name, make, distinct(sizes))
      end
   end
end

local function near(name, a, b, tolerance)
   assert.are.same(a:size():totable(), b:size():totable(), name)
   local difference = (a:double() - b:double()):abs():max()
   assert.is_true(difference <= tolerance, ('%s: %g'):format(name, difference))
end

-- A tensor of the same elements, with gaps between them and not at the start.
local function strided(x)
   local sizes = x:size():totable()
   sizes[#sizes + 1] = 3
   return x.new(unpack(sizes)):fill(7):select(#sizes, 2):copy(x)
end

-- Output, gradInput and gradients of the parameters, cloned.
local function run(layer, input, gradOutput)
   layer:zeroGradParameters()
   local output = layer:forward(input):clone()
   gradOutput = gradOutput or output
   local results = { output, layer:backward(input, gradOutput, 0.5):clone() }
   local _, gradients = layer:parameters()
   for _, gradient in ipairs(gradients or {}) do
      results[#results + 1] = gradient:clone()
   end
   return results
end

describe('Every layer for sequences, images and volumes', function()
   it('has the gradient of central differences by its input', each(function(name, make, x)
      local problem = gradientError(make(), x)
      assert.is_true(problem < 1e-6, ('%s: %g'):format(name, problem))
   end))

   it('has the gradients of central differences by its parameters', each(function(name,
      make, x)
      local layer = make()
      local parameters, gradients = layer:parameters()
      for i, parameter in ipairs(parameters or {}) do
         local problem = nn.Jacobian.testJacobianParameters(layer, x, parameter,
            gradients[i])
         assert.is_true(problem < 1e-6, ('%s %d: %g'):format(name, i, problem))
         problem = nn.Jacobian.testJacobianUpdateParameters(layer, x, parameter)
         assert.is_true(problem < 1e-6, ('%s update %d: %g'):format(name, i, problem))
      end
   end))

   it('gives the same for a strided input and gradOutput', each(function(name, make, x)
      torch.manualSeed(5)
      local layer = make()
      local wanted = run(layer, x)
      local got = run(layer, strided(x), strided(wanted[1]))
      for i = 1, #wanted do near(name, got[i], wanted[i], 1e-12) end
   end))

   it('gives the same for a single sample as for a batch of one', each(function(name,
      make, x)
      local layer = make()
      if layer.batch_mode then return end
      local batch = run(layer, x:narrow(1, 1, 1))
      local single = run(layer, x:select(1, 1))
      for i = 1, 2 do
         assert.are.equal(x:dim() - 1, single[i]:dim(), name)
         near(name, single[i]:view(batch[i]:size()), batch[i], 1e-12)
      end
      for i = 3, #batch do near(name, single[i], batch[i], 1e-12) end
   end))

   it('gives the same in Float, to 1e-4', each(function(name, make, x)
      local layer = make()
      local wanted = run(layer, x)
      local got = run(layer:float(), x:float())
      for i = 1, #wanted do
         assert.are.equal('torch.FloatTensor', got[i]:type(), name)
         near(name, got[i], wanted[i], 1e-4 * math.max(1, torch.abs(wanted[i]):max()))
      end
   end))

   it('gives the same again: after a save, after clearState, as a clone',
      each(function(name, make, x)
      local layer = make()
      local wanted = run(layer, x)
      local others = { layer:clone(), torch.deserialize(torch.serialize(layer)) }
      if not name:match 'Fractional' then others[3] = layer:clearState() end
      for _, other in ipairs(others) do
         local got = run(other, x)
         for i = 1, #wanted do near(name, got[i], wanted[i], 0) end
      end
   end))

   it('is a name in nn and prints it', each(function(name, make)
      local printed = name == 'SpatialLPPooling' and 'Sequential' or name
      assert.is_truthy(tostring(make()):match('^nn%.' .. printed), name)
   end))

   it('refuses an input of another type or shape', each(function(name, make, x)
      local layer = make()
      local short = name == 'SpatialLPPooling' and 'net: Square %(1%)' or name
      for _, wrong in ipairs { x:float(), torch.Tensor(2, 2, 2, 2, 2, 2), 3, {} } do
         local ok, text = pcall(layer.forward, layer, wrong)
         assert.is_false(ok, name)
         if torch.isTensor(wrong) and name ~= 'SpatialContrastiveNormalization' then
            text = text:gsub('^.-:%d+: ', '')
            local start = wrong:dim() == 6 and '' or '^' .. short .. ': '
            assert.is_truthy(text:match(start), name .. ': ' .. text)
         end
      end
   end))
end)
