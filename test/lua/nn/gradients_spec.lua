--- Every layer that has derivatives, on a small input: gradients against central
-- differences, results for inputs with gaps in memory, results in single precision.

local torch = require 'torch'
local nn = require 'nn'
local differences = require 'nn.differences'
local examples = require 'nn.examples'

-- Why a class is not among the examples.
local exempt = {
   Module = 'has no function', Container = 'has no function', Copy = 'changes the type',
   GradientReversal = 'its gradient is not the derivative',
   ZeroGrad = 'its gradient is not the derivative',
   L1Penalty = 'its gradient is that of a loss besides', OneHot = 'takes indices',
   Kmeans = 'gives indices', IndexLinear = 'its gradient is a table: sparse_spec',
   LayerNormalization = 'made of other layers, golden', ModuleCriterion = 'a criterion',
   CriterionTable = 'made of a criterion', PrintSize = 'prints', Profile = 'prints',
   StochasticGradient = 'a trainer', Jacobian = 'no layer', SparseJacobian = 'no layer',
   hessian = 'no layer', utils = 'no layer', tables = 'no layer', test = 'no layer',
   testTHNN = 'no layer', Criterion = 'has no function',
}

-- Classes whose gradients their own specs check.
local elsewhere = ([[
   FeatureLPPooling PixelShuffle SpatialAdaptiveAveragePooling
   SpatialAdaptiveMaxPooling SpatialContrastiveNormalization
   SpatialConvolutionLocal SpatialConvolutionMap SpatialCrossMapLRN
   SpatialDepthWiseConvolution SpatialDilatedMaxPooling
   SpatialDivisiveNormalization SpatialFractionalMaxPooling
   SpatialFullConvolution SpatialFullConvolutionMap SpatialLPPooling
   SpatialMaxUnpooling SpatialReflectionPadding SpatialReplicationPadding
   SpatialSubSampling SpatialSubtractiveNormalization SpatialUpSamplingBilinear
   SpatialUpSamplingNearest TemporalConvolution TemporalDynamicKMaxPooling
   TemporalMaxPooling TemporalRowConvolution TemporalSubSampling UpSampling
   VolumetricAveragePooling VolumetricConvolution VolumetricDilatedConvolution
   VolumetricDilatedMaxPooling VolumetricFractionalMaxPooling
   VolumetricFullConvolution VolumetricMaxPooling VolumetricMaxUnpooling
   VolumetricReplicationPadding
]]):gsub('%s+', ' ')

describe('the derivatives of', function()
   for _, example in ipairs(examples) do
      it(example[1], function()
         torch.manualSeed(7)
         local input = examples.input(example[3])
         local ofInput, ofParameters, apart = differences.module(example[2](), input,
            example[4])
         assert.is_true(ofInput < 1e-6, 'gradInput: ' .. ofInput)
         assert.is_true(ofParameters < 1e-6, 'gradients: ' .. ofParameters)
         assert.is_true(apart < 1e-12, 'with gaps: ' .. apart)
         local single = differences.precision(example[2](), input)
         assert.is_true(single < 2e-6, 'single precision: ' .. single)
      end)
   end

   for _, example in ipairs(examples.criterions) do
      it(example[1], function()
         torch.manualSeed(7)
         local criterion, input, target = example[2](), examples.input(example[3]),
            examples.input(example[4])
         local ofInput, apart = differences.criterion(criterion, input, target)
         assert.is_true(ofInput < 1e-6, 'gradInput: ' .. ofInput)
         assert.is_true(apart < 1e-12, 'with gaps: ' .. apart)
      end)
   end
end)

describe('the list of examples', function()
   it('has every class of Torch7 that is there, but those with a reason', function()
      local listed, lacking = {}, {}
      for _, example in ipairs(examples) do listed[example[1]] = true end
      for _, example in ipairs(examples.criterions) do listed[example[1]] = true end
      for name in io.lines 'test/names/nn.names.txt' do
         if nn[name] and not listed[name] and not exempt[name]
            and not elsewhere:find(' ' .. name .. ' ', 1, true) then
            lacking[#lacking + 1] = name
         end
      end
      assert.are.same({}, lacking)
   end)

   it('would show a wrong gradient', function()
      local layer = nn.Linear(3, 2)
      function layer:updateGradInput(input, gradOutput)
         return nn.Linear.updateGradInput(self, input, gradOutput):mul(1.0001)
      end
      local ofInput, ofParameters = differences.module(layer, torch.randn(4, 3))
      assert.is_true(ofInput > 1e-6)
      assert.is_true(ofParameters < 1e-6)
   end)
end)
