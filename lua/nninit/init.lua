--- nninit - initial values of parameters: module:init('weight', nninit.kaiming, options).
-- Every initialiser is called as nninit.name(module, tensor, ...) and changes the tensor
-- in place. The API is that of Kaixhin's rock nninit.
--
--    local nninit = require 'nninit'
--    local layer = require 'nn'.Linear(10, 5)
--       :init('weight', nninit.kaiming, { gain = 'relu' }):init('bias', nninit.constant, 0)
--    print(layer.bias:sum()) --> 0

require 'cbind.own'.add()
local torch = require 'torch'
local nn = require 'nn'
local own = require 'cbind.own'
local fans = require 'nninit.fans'

local nninit = {}

local function fail(name, message, ...)
   own.raise(('%s: %s'):format(name, message:format(...)))
end

-- The tensor of a module that a name, a {name, {ranges}} or a function gives.
local function accessed(module, accessor)
   if type(accessor) == 'function' then return accessor(module) end
   if type(accessor) == 'table' then
      local tensor = module[accessor[1]]
      return tensor and tensor[accessor[2]]
   end
   return module[accessor]
end

--- init: set a parameter of a module: accessor is 'weight', or {'weight', {{1, 5}, {}}}
-- for a part, or a function of the module that gives a tensor; initialiser is one of
-- nninit, called as initialiser(module, tensor, ...). Gives the module.
function nn.Module:init(accessor, initialiser, ...)
   local tensor = accessed(self, accessor)
   if not torch.isTensor(tensor) then
      fail('init', '%s has no tensor %s', torch.type(self), tostring(
         type(accessor) == 'table' and accessor[1] or accessor))
   end
   if type(initialiser) ~= 'function' then
      fail('init', 'initialiser is a %s, expected a function such as nninit.xavier',
         type(initialiser))
   end
   initialiser(self, tensor, ...)
   return self
end

-- Initialisers give the module; these change the tensor by one call.
local function simple(f)
   return function(module, tensor, ...)
      f(tensor, ...)
      return module
   end
end

--- copy: the values of another tensor.
nninit.copy = simple(function(tensor, init) tensor:copy(init) end)
--- constant: one value.
nninit.constant = simple(function(tensor, value) tensor:fill(value) end)
--- addConstant: the values there, and this added.
nninit.addConstant = simple(function(tensor, value) tensor:add(value) end)
--- mulConstant: the values there, times this.
nninit.mulConstant = simple(function(tensor, value) tensor:mul(value) end)
--- normal: normal numbers.
nninit.normal = simple(function(tensor, mean, stdv) tensor:normal(mean, stdv) end)
--- addNormal: the values there, and normal numbers.
nninit.addNormal = simple(function(tensor, mean, stdv)
   tensor:add(tensor:clone():normal(mean, stdv))
end)
--- uniform: uniform numbers in [a, b).
nninit.uniform = simple(function(tensor, a, b) tensor:uniform(a, b) end)
--- addUniform: the values there, and uniform numbers in [a, b).
nninit.addUniform = simple(function(tensor, a, b)
   tensor:add(tensor:clone():uniform(a, b))
end)

-- A convolution's weights as outputs x inputs x places, and the number of the place in
-- the middle.
local function kernelsOf(name, module, tensor)
   local kind = torch.type(module)
   if kind:match 'TemporalConvolution' then
      local inputs, width = module.inputFrameSize, module.kW
      return tensor:view(tensor:size(1), width, inputs):transpose(2, 3),
         math.floor(width / 2) + 1
   elseif not kind:match 'Convolution' or not module.nInputPlane then
      fail(name, '%s is no convolution', kind)
   end
   local width, height, depth = module.kW or 1, module.kH or 1, module.kT or 1
   local middle = (math.floor(depth / 2) * height + math.floor(height / 2)) * width
      + math.floor(width / 2) + 1
   return tensor:view(tensor:size(1), module.nInputPlane, -1), middle
end

--- The identity: a matrix with ones on its diagonal; of a convolution, kernels whose
-- middle is 1 / inputs, so that each map of the output is the mean of the input's.
function nninit.eye(module, tensor)
   if torch.type(module):match 'Convolution' then
      local kernels, middle = kernelsOf('eye', module, tensor)
      tensor:zero()
      kernels:select(3, middle):fill(1 / kernels:size(2))
   elseif tensor:dim() == 2 then
      tensor:copy(torch.eye(tensor:size(1), tensor:size(2)))
   else
      fail('eye', 'tensor has %d dimensions, expected a matrix', tensor:dim())
   end
   return module
end

--- Kernels that pass map i of the input on to map i of the output. Zagoruyko and Komodakis
-- (2017), DiracNets, arXiv:1706.00388.
function nninit.dirac(module, tensor)
   local kernels, middle = kernelsOf('dirac', module, tensor)
   tensor:zero()
   for i = 1, math.min(kernels:size(1), kernels:size(2)) do kernels[i][i][middle] = 1 end
   return module
end

-- The factor of an activation: a number, its name, or {name, leakiness = x}.
local function gainOf(name, gain)
   if type(gain) == 'number' then return gain end
   local kind, leakiness = gain, 0
   if type(gain) == 'table' then kind, leakiness = gain[1], gain.leakiness or 0.01 end
   if kind == nil or kind == 'linear' or kind == 'sigmoid' then return 1 end
   if kind == 'tanh' then return 5 / 3 end
   if kind == 'relu' then return math.sqrt(2) end
   if kind == 'lrelu' then return math.sqrt(2 / (1 + leakiness * leakiness)) end
   fail(name, "gain is '%s', expected a number, linear, sigmoid, tanh, relu or lrelu",
      tostring(kind))
end

-- Numbers of this deviation, from the distribution of the options.
local function draw(name, tensor, deviation, dist)
   if dist == nil or dist == 'normal' then
      tensor:normal(0, deviation)
   elseif dist == 'uniform' then
      local bound = deviation * math.sqrt(3)
      tensor:uniform(-bound, bound)
   else
      fail(name, "dist is '%s', expected normal or uniform", tostring(dist))
   end
end

--- Deviation gain * sqrt(2 / (inputs + outputs)), which keeps variances of outputs and of
-- gradients; with fan = 'in', gain / sqrt(inputs), 'out' alike. options: dist 'uniform'
-- or 'normal', gain, fan. Glorot and Bengio (2010), Understanding the difficulty of
-- training deep feedforward neural networks, AISTATS.
function nninit.xavier(module, tensor, options)
   options = options or {}
   local fanIn, fanOut = fans(module, tensor)
   local mean = options.fan == 'in' and fanIn or options.fan == 'out' and fanOut
      or (fanIn + fanOut) / 2
   draw('xavier', tensor, gainOf('xavier', options.gain) / math.sqrt(mean),
      options.dist or 'uniform')
   return module
end

--- Deviation gain / sqrt(inputs); for layers before a ReLU with gain = 'relu', which is
-- sqrt(2). options: dist 'normal' or 'uniform', gain. He, Zhang, Ren, Sun (2015), Delving
-- deep into rectifiers, arXiv:1502.01852.
function nninit.kaiming(module, tensor, options)
   options = options or {}
   local fanIn = fans(module, tensor)
   draw('kaiming', tensor, gainOf('kaiming', options.gain) / math.sqrt(fanIn),
      options.dist)
   return module
end

--- Rows, or columns if there are fewer, that are perpendicular and of length gain, drawn
-- at random. Saxe, McClelland, Ganguli (2013), Exact solutions to the nonlinear dynamics
-- of learning in deep linear neural networks, arXiv:1312.6120.
function nninit.orthogonal(module, tensor, options)
   local gain = gainOf('orthogonal', options and options.gain)
   if tensor:dim() < 2 then
      fail('orthogonal', 'tensor has %d dimensions, expected 2 or more', tensor:dim())
   end
   local rows, columns = tensor:size(1), tensor:nElement() / tensor:size(1)
   local long, short = math.max(rows, columns), math.min(rows, columns)
   local q, r = torch.qr(torch.DoubleTensor(long, short):normal())
   for j = 1, short do -- signs of R's diagonal, so that all rotations are as likely
      if r[j][j] < 0 then q:select(2, j):mul(-1) end
   end
   local matrix = rows >= columns and q or q:t()
   tensor:copy(matrix:contiguous():mul(gain):view(tensor:size()))
   return module
end

--- Keep a share of the elements, from 0 to 1, and set the others to 0.
-- Martens (2010), Deep learning via Hessian-free optimization, ICML.
function nninit.sparse(module, tensor, sparsity)
   if type(sparsity) ~= 'number' or sparsity < 0 or sparsity > 1 then
      fail('sparse', 'sparsity is %s, expected a number from 0 to 1', tostring(sparsity))
   end
   local count = tensor:nElement()
   local dropped = count - math.floor(sparsity * count)
   if dropped == 0 then return module end
   local flat = tensor:clone():view(-1)
   flat:indexFill(1, torch.randperm(count):narrow(1, 1, dropped):long(), 0)
   tensor:copy(flat:view(tensor:size()))
   return module
end

return nninit
