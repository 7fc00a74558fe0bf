--- unknown.lua - objects of classes that are not loaded: a table with the fields of the
-- file. It prints its class and the rock that would define it, and is saved again as what
-- it was.

local unknown = {}
local metatables = {} -- by class name

-- The rock that brings a class, where its name does not tell.
local rocks = {
   ['nn.gModule'] = 'nngraph', ['nn.AbstractRecurrent'] = 'rnn', ['nn.LSTM'] = 'rnn',
   ['nn.FastLSTM'] = 'rnn', ['nn.GRU'] = 'rnn', ['nn.Recurrent'] = 'rnn',
   ['nn.Recursor'] = 'rnn', ['nn.Sequencer'] = 'rnn', ['nn.Repeater'] = 'rnn',
   ['nn.SeqLSTM'] = 'rnn', ['nn.SeqGRU'] = 'rnn', ['nn.BiSequencer'] = 'rnn',
   ['nn.RecurrentAttention'] = 'rnn', ['nn.LookupTableMaskZero'] = 'rnn',
   ['nn.MaskZero'] = 'rnn', ['nn.MaskZeroCriterion'] = 'rnn',
   ['nn.SequencerCriterion'] = 'rnn', ['nn.Decorator'] = 'dpnn', ['nn.Serial'] = 'dpnn',
   ['nn.Inception'] = 'dpnn', ['nn.Convert'] = 'dpnn', ['nn.ZipTable'] = 'dpnn',
   ['nn.VRClassReward'] = 'dpnn', ['nn.ReinforceNormal'] = 'dpnn',
   ['nn.DataParallelTable'] = 'cunn',
}

--- The rock that would define a class.
function unknown.rockOf(typename)
   return rocks[typename] or typename:match '^([%w_%-]+)%.' or typename
end

local function metatableOf(typename, version)
   local metatable = metatables[typename]
   if not metatable then
      metatable = { __typename = typename }
      function metatable.__tostring()
         return ("%s: its class is not loaded; the rock '%s' would define it"):format(
            typename, unknown.rockOf(typename))
      end
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
