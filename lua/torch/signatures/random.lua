--- random.lua - random numbers and tensors of them. The streams are those of Torch7.

local C = require 'cbind.library'
local cr = require 'cbind'
local generators = require 'cbind.generator'
local own = require 'cbind.own'
local resize = require 'torch.signatures.shape'.resize.resize

local list = {}
local GENERATOR = 'generator:generator=nil'

-- A distribution has three forms: fill a tensor, draw a number, and what `more` says.
-- `parameters`: its two, as in a signature; where it has one, b is not used.
local function distribution(name, number, doc, parameters, pass)
   number = tonumber(number)
   list[name] = { doc = doc,
      ('x, %s, %s -> lua fill(x, generator, %s)'):format(GENERATOR, parameters, pass),
      ('%s, %s -> lua draw(generator, %s)'):format(GENERATOR, parameters, pass),
      fill = function(x, generator, a, b)
         cr.sample(x, generator, number, a, b)
         return x
      end,
      draw = function(generator, a, b)
         return generators.draw(number, generator, a, b)
      end }
end

distribution('uniform', C.CR_UNIFORM, 'Uniform numbers from a to b, without b.',
   'a:number=0, b:number=1', 'a, b')
distribution('normal', C.CR_NORMAL, 'Normal numbers.',
   'mean:number=0, stdv:number=1', 'mean, stdv')
distribution('logNormal', C.CR_LOG_NORMAL,
   'exp(y) of normal numbers y with this mean and deviation.',
   'mean:number=1, stdv:number=2', 'mean, stdv')
distribution('exponential', C.CR_EXPONENTIAL,
   'Numbers with the density lambda * exp(-lambda * x).',
   'lambda:number', 'lambda, 0')
distribution('cauchy', C.CR_CAUCHY, 'Cauchy numbers with this median and scale.',
   'median:number=0, sigma:number=1', 'median, sigma')
distribution('geometric', C.CR_GEOMETRIC,
   'n = 1, 2, ... with the probability (1 - p) * p^(n - 1).', 'p:number', 'p, 0')
distribution('bernoulli', C.CR_BERNOULLI,
   '1 with probability p, else 0; p may be a tensor.',
   'p:number=0.5', 'p, 0')

list.bernoulli[3] = 'x, generator:generator=nil, p -> lua each(x, generator, p)'
function list.bernoulli.each(x, generator, p)
   cr.bernoulli(x, generator, p)
   return x
end

-- Torch7 drops what is behind the decimal point, and programs write torch.random(n / 2).
local function whole(name, argument, value)
   if not (value > -2 ^ 63 and value < 2 ^ 63) then
      own.raise(('%s: %s is %s, expected a whole number'):format(name, argument,
         tostring(value)))
   end
   return value < 0 and math.ceil(value) or math.floor(value)
end

local function between(x, generator, a, b)
   cr.sample_integers(x, generator, whole('random', 'a', a), whole('random', 'b', b))
   return x
end

list.random = {
   doc = 'Whole numbers from a to b, from 1 to b, or of all that the type has.',
   'x, generator:generator=nil, a:number, b:number -> lua between(x, generator, a, b)',
   'x, generator:generator=nil, b:number -> lua between(x, generator, 1, b)',
   'x, generator:generator=nil -> lua all(x, generator)',
   'generator:generator=nil, a:number, b:number -> lua draw(generator, a, b)',
   'generator:generator=nil, b:number -> lua draw(generator, 1, b)',
   'generator:generator=nil -> lua draw(generator, 0, 4294967295)',
   between = between,
   all = function(x, generator)
      cr.sample_all(x, generator)
      return x
   end,
   draw = function(generator, a, b)
      a, b = whole('random', 'a', a), whole('random', 'b', b)
      return generators.drawInteger(generator, a, b)
   end }

-- torch.rand and torch.randn: a new tensor, or a result resized, of a distribution.
local function sized(doc, number)
   number = tonumber(number)
   return { inplace = true, doc = doc,
      'res!, generator:generator=nil, sizes -> lua make(res, generator, sizes)',
      make = function(res, generator, count, sizes)
         resize(res, count, sizes)
         cr.sample(res, generator, number, 0, 1)
         return res
      end }
end

list.rand = sized('A tensor of uniform numbers from 0 to 1, without 1.', C.CR_UNIFORM)
list.randn = sized('A tensor of normal numbers with mean 0 and deviation 1.', C.CR_NORMAL)

list.randperm = { inplace = true, doc = 'The numbers from 1 to n in random order.',
   'res!, generator:generator=nil, n:number -> lua make(res, generator, n)',
   make = function(res, generator, n)
      cr.randperm(res, generator, whole('randperm', 'n', n))
      return res
   end }

list.multinomial = {
   doc = 'n category numbers from each row of weights p; '
      .. 'without replacement no number comes twice.',
   'res!:long, generator:generator=nil, p, n:integer, replacement:boolean=false -> '
      .. 'multinomial(res, generator, p, n, replacement)' }

list.multinomialAliasSetup_ = {
   doc = 'The tables of multinomialAlias for probabilities p.',
   'p, alias!:long, limit! -> multinomial_alias_setup(alias, limit, p)' }

list.multinomialAlias_ = {
   doc = 'Fills res with category numbers by the tables alias and limit. As in Torch7, the '
      .. 'category before an alias is taken: draws that follow p come from multinomial.',
   'res, generator:generator=nil, alias:long, limit -> '
      .. 'lua draw(res, generator, alias, limit)',
   draw = function(res, generator, alias, limit)
      cr.multinomial_alias(res, generator, alias, limit)
      return res
   end }

list.multinomialAliasSetup = { method = false,
   doc = 'The tables of multinomialAlias for probabilities p, in a list of two tensors.',
   'p -> lua setup(p)', 'p, state:table -> lua setup(p, state)',
   setup = function(p, state)
      local torch = require 'torch'
      state = state or {}
      state[1], state[2] = torch.multinomialAliasSetup_(p, state[1], state[2])
      return state
   end }

list.multinomialAlias = { method = false,
   doc = 'Fills res with category numbers by the tables of multinomialAliasSetup. As in '
      .. 'Torch7, the category before an alias is taken: draws that follow p come from '
      .. 'multinomial.',
   'res, state:table -> lua draw(res, state)',
   draw = function(res, state)
      return require 'torch'.multinomialAlias_(res, state[1], state[2])
   end }

list.manualSeed = { method = false, doc = 'Starts the stream anew from a seed.',
   'generator:generator=nil, seed:number -> lua start(generator, seed)',
   start = function(generator, seed)
      cr.manual_seed(generator, whole('manualSeed', 'seed', seed))
   end }

list.seed = { method = false,
   doc = "Starts the stream anew from a seed of the system's, which it returns.",
   'generator:generator=nil -> lua start(generator)', start = generators.seed }

list.initialSeed = { method = false, doc = 'The seed from which the stream started.',
   'generator:generator=nil -> lua get(generator)', get = generators.initialSeed }

list.getRNGState = { method = false, doc = 'All of the generator, as a torch.ByteTensor.',
   'generator:generator=nil, state!:byte -> get_state(state, generator)' }

list.setRNGState = { method = false,
   doc = 'Lets the generator go on from a state of getRNGState.',
   'generator:generator=nil, state:byte -> lua set(generator, state)',
   set = function(generator, state)
      cr.set_state(generator, state)
      return state
   end }

return list
