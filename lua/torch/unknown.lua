--- unknown.lua - objects of classes that are not loaded: a table with the fields of the
-- file. It prints its class and the rock that would define it, and is saved again as what
-- it was.

local own = require 'cbind.own'

local unknown = {}
local metatables = {} -- by class name

-- The classes that a rock adds to the package of another one. A class is else one of the
-- rock that its name begins with: cudnn.SpatialConvolution, tds.Hash.
local added = {
   nngraph = 'gModule ModuleFromCriterion',
   rnn = [[AbstractRecurrent AbstractSequencer BiSequencer BiSequencerLM CopyGrad FastLSTM
      GRU LSTM LinearNoBias LookupTableMaskZero MaskZero MaskZeroCriterion MuFuRu
      NormStabilizer Recurrence Recurrent RecurrentAttention Recursor Repeater
      RepeaterCriterion SAdd SeqBRNN SeqGRU SeqLSTM SeqLSTMP SeqReverseSequence Sequencer
      SequencerCriterion TrimZero]],
   dpnn = [[ArgMax BinaryClassReward BinaryLogisticRegression CategoricalEntropy Clip
      FireModule Inception NCECriterion NCEModule PCAColorTransform Reinforce
      ReinforceBernoulli ReinforceCategorical ReinforceGamma ReinforceNormal ReverseTable
      Serial SimpleColorTransform SpatialBinaryConvolution
      SpatialBinaryLogisticRegression SpatialFeatNormalization SpatialGlimpse
      SpatialRegionDropout SpatialUniformCrop TotalDropout VRClassReward]],
   cunn = 'DataParallelTable',
}
local rocks = { ['nngraph.Node'] = 'nngraph' }
for rock, names in pairs(added) do
   for name in names:gmatch '%S+' do rocks['nn.' .. name] = rock end
end

--- The rock that would define a class.
function unknown.rockOf(typename)
   if typename:match '^torch%.Cuda' then return 'cutorch' end
   return rocks[typename] or typename:match '^([%w_%-]+)%.' or typename
end

--- Whether the objects of a class lie in a file in a form that only the class can read.
function unknown.hasOwnForm(typename) return typename:match '^tds%.' ~= nil end

--- What to say about an object of a class that is not loaded.
function unknown.message(typename)
   return ("%s: its class is not loaded; the rock '%s' would define it"):format(typename,
      unknown.rockOf(typename))
end

-- What programs do with networks: of a stand-in it is an error that names the rock, while
-- any other field that the file does not have is nil.
local methods = {}
for name in ([[forward backward updateOutput updateGradInput accGradParameters evaluate
   training parameters getParameters zeroGradParameters clearState clone type float double
   cuda reset]]):gmatch '%S+' do
   methods[name] = function(self)
      own.raise(unknown.message(debug.getmetatable(self).__typename))
   end
end

local function metatableOf(typename, version)
   local metatable = metatables[typename]
   if not metatable then
      metatable = { __typename = typename, __index = methods }
      function metatable.__tostring() return unknown.message(typename) end
      metatables[typename] = metatable
   end
   metatable.__version = version
   return metatable
end

--- An empty object of an unknown class.
function unknown.new(typename, version)
   return setmetatable({}, metatableOf(typename, version))
end

--- Whether an object is such a stand-in.
function unknown.is(object)
   local metatable = type(object) == 'table' and getmetatable(object)
   if type(metatable) ~= 'table' then return false end
   return metatables[rawget(metatable, '__typename')] == metatable
end

return unknown
