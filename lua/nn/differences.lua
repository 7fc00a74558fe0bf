--- differences.lua - compares what backward() of a layer gives with central differences,
-- and with what it gives for the same numbers laid out otherwise in memory.

local torch = require 'torch'
local nn = require 'nn'

local differences = {}

local STEP = 1e-5

-- Call f with every tensor of nested tables, and the one at the same place in others.
local function each(value, f, ...)
   if torch.isTensor(value) then return f(value, ...) end
   if type(value) ~= 'table' then return end
   for key, item in pairs(value) do
      local others = { ... }
      for i = 1, select('#', ...) do
         others[i] = type(others[i]) == 'table' and others[i][key] or nil
      end
      each(item, f, unpack(others, 1, select('#', ...)))
   end
end

-- The same structure with f(tensor) in the place of tensors.
local function map(value, f)
   if torch.isTensor(value) then return f(value) end
   if type(value) ~= 'table' then return value end
   local result = {}
   for key, item in pairs(value) do result[key] = map(item, f) end
   return result
end

local function copyOf(value) return map(value, function(t) return t:clone() end) end

local function isFloat(tensor)
   return tensor:type() == 'torch.DoubleTensor' or tensor:type() == 'torch.FloatTensor'
end

-- Numbers for gradients of the output that are no multiples of each other.
local function weightsFor(output)
   return map(output, function(t)
      local weights = torch.range(1, math.max(t:nElement(), 1)):mul(0.7):sin()
      return t:nElement() > 0 and weights:view(t:size()):typeAs(t) or t:clone()
   end)
end

-- The number whose derivative is taken: outputs times weights. The same random numbers
-- are drawn every time.
local function value(module, input, weights)
   torch.manualSeed(1)
   local total = 0
   each(module:forward(input), function(output, weight)
      total = total + torch.dot(output, weight)
   end, weights)
   return total
end

-- The largest difference of central differences of f by the elements of a tensor and the
-- derivative given.
local function deviation(tensor, derivative, f)
   local worst, flat = 0, tensor:view(-1)
   local given = derivative:contiguous():view(-1)
   for i = 1, tensor:nElement() do
      local kept = flat[i]
      flat[i] = kept + STEP
      local above = f()
      flat[i] = kept - STEP
      local below = f()
      flat[i] = kept
      worst = math.max(worst, math.abs((above - below) / (2 * STEP) - given[i]))
   end
   return worst
end

-- The input as views with gaps between elements.
local function apart(input)
   return map(input, function(t)
      if t:dim() == 0 then return t:clone() end
      local sizes = t:size():totable()
      sizes[#sizes + 1] = 2
      local wide = t.new():resize(torch.LongStorage(sizes)):fill(1)
      local view = wide:select(#sizes, 1)
      view:copy(t)
      return view
   end)
end

-- Output, gradInput and gradients of parameters, copied.
local function results(module, input, gradOutput)
   torch.manualSeed(1)
   local output = copyOf(module:forward(input))
   module:zeroGradParameters()
   local gradInput = copyOf(module:backward(input, gradOutput))
   local _, gradients = module:parameters()
   return { output, gradInput, copyOf(gradients or {}) }
end

local function largest(a, b)
   local worst = 0
   each(a, function(x, y)
      if x:nElement() > 0 and isFloat(x) then
         worst = math.max(worst, (x - y:typeAs(x)):abs():max())
      end
   end, b)
   return worst
end

--- Largest errors of a module: of gradInput, of the gradients of parameters, and of all
-- results for an input and a gradOutput with gaps between their elements.
-- exact: false where the input has no derivative, as indices have none.
function differences.module(module, input, exact)
   torch.manualSeed(1)
   local weights = weightsFor(module:forward(copyOf(input)))
   local packed = results(module, copyOf(input), weights)
   local ofInput, ofParameters = 0, 0
   if exact ~= false then
      local changed = copyOf(input)
      each(changed, function(tensor, derivative)
         if isFloat(tensor) and derivative then
            ofInput = math.max(ofInput, deviation(tensor, derivative, function()
               return value(module, copyOf(changed), weights)
            end))
         end
      end, packed[2])
   end
   local parameters = module:parameters() or {}
   for i, parameter in ipairs(parameters) do
      ofParameters = math.max(ofParameters, deviation(parameter, packed[3][i], function()
         return value(module, copyOf(input), weights)
      end))
   end
   local loose = results(module, apart(input), apart(weights))
   return ofInput, ofParameters, largest(packed, loose)
end

--- The same of a criterion: of gradInput, and of both results for inputs with gaps.
function differences.criterion(criterion, input, target)
   local changed = copyOf(input)
   local loss = criterion:forward(changed, target)
   local gradInput, worst = copyOf(criterion:backward(changed, target)), 0
   each(changed, function(tensor, derivative)
      worst = math.max(worst, deviation(tensor, derivative, function()
         return criterion:forward(changed, target)
      end))
   end, gradInput)
   local loose, looseTarget = apart(input), apart(target)
   local other = math.abs(criterion:forward(loose, looseTarget) - loss)
   local gradients = largest(gradInput, criterion:backward(loose, looseTarget))
   return worst, math.max(other, gradients)
end

--- How far results in single precision are from those in double, relative to the largest.
function differences.precision(module, input)
   local single = nn.utils.clone(module):float()
   local function float(t) return isFloat(t) and t:float() or t end
   local gradOutput = weightsFor(module:forward(copyOf(input)))
   local double = results(module, copyOf(input), gradOutput)
   local float_ = results(single, map(input, float), map(gradOutput, float))
   local scale = 1
   each(double, function(t)
      if t:nElement() > 0 and isFloat(t) then scale = math.max(scale, torch.abs(t):max()) end
   end)
   return largest(double, float_) / scale
end

return differences
