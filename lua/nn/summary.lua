--- summary.lua - what the layers of a network give and hold for an input of some size:
-- shapes, parameters, multiply-adds, bytes.

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local Summary = {}
Summary.__index = Summary

-- '64x3x224x224', or that of each tensor of a table.
local function shapeOf(value)
   if torch.isTensor(value) then return table.concat(value:size():totable(), 'x') end
   if type(value) ~= 'table' then return torch.type(value) end
   local words = {}
   for i, item in ipairs(value) do words[i] = shapeOf(item) end
   return '{' .. table.concat(words, ', ') .. '}'
end

local function bytesOf(value)
   if torch.isTensor(value) then return value:nElement() * value:elementSize() end
   local sum = 0
   for _, item in ipairs(type(value) == 'table' and value or {}) do
      sum = sum + bytesOf(item)
   end
   return sum
end

-- Elements and bytes of parameters, of frozen modules too, each tensor once.
local function parametersOf(module, seen)
   local frozen, count, bytes = {}, 0, 0
   for _, inner in ipairs(module:listModules()) do
      frozen[inner], inner.frozen = inner.frozen, nil
   end
   for _, tensor in ipairs(module:parameters() or {}) do
      local key = tensor:nElement() > 0 and torch.pointer(tensor:storage()) .. ':'
         .. tensor:storageOffset()
      if key and not seen[key] then
         seen[key] = true
         count, bytes = count + tensor:nElement(), bytes + bytesOf(tensor)
      end
   end
   for inner, value in pairs(frozen) do inner.frozen = value end
   return count, bytes
end

-- Multiply-adds of the layers that have many, by a pattern of the class; the first fits.
local counts = {
   { 'DepthWiseConvolution$', function(m, _, y) return y:nElement() * m.kH * m.kW end },
   { 'ConvolutionLocal$', function(m, x)
      return m.weight:nElement() * (x:dim() == 4 and x:size(1) or 1)
   end },
   { 'FullConvolution$', function(m, x)
      return m.weight:nElement() * x:nElement() / m.nInputPlane
   end },
   { 'Convolution', function(m, _, y)
      return m.weight:nElement() * y:nElement() / m.weight:size(1)
   end },
   { 'Linear', function(m, x, y)
      if not torch.isTensor(x) then return 0 end
      return m.weight:nElement() * y:nElement() / m.weight:size(1)
   end },
   { 'nn%.Bilinear$', function(m, x) return m.weight:nElement() * x[1]:size(1) end },
   { 'Euclidean$', function(m, _, y) return y:nElement() * m.weight:size(1) end },
   { 'Cosine$', function(m, _, y) return y:nElement() * m.weight:size(2) end },
   { 'MM$', function(m, x, y)
      return y:nElement() * x[1]:size(m.transA and x[1]:dim() - 1 or x[1]:dim())
   end },
   { 'DotProductAttention$', function(m, x)
      return m.weights:nElement() * (x[1]:size(3) + x[3]:size(3))
   end },
}

local function multiplyAdds(module, input, output)
   local name = torch.type(module)
   for _, entry in ipairs(counts) do
      local ready = module.weight or module.weights or module.transA ~= nil
      if ready and name:match(entry[1]) then return entry[2](module, input, output) end
   end
   return 0
end

-- Run f in evaluation, with modes and random numbers afterwards as before.
local function undisturbed(network, f)
   local modes, state = {}, torch.getRNGState()
   for _, module in ipairs(network:listModules()) do modes[module] = { module.train } end
   network:evaluate()
   local ok, problem = pcall(f)
   for module, mode in pairs(modes) do module.train = mode[1] end
   torch.setRNGState(state)
   if not ok then error(problem, 0) end
end

-- Tensors of the sizes given, of the network's type; tensors stay what they are.
local function inputOf(network, size)
   if torch.isTensor(size) then return size end
   local Tensor = torch[network:type():match '%.(.*)']
   if torch.isStorage(size) then return Tensor(size):zero() end
   expect.table(network, 'size', size)
   if type(size[1]) == 'number' then return Tensor(torch.LongStorage(size)):zero() end
   local list = {}
   for i, item in ipairs(size) do list[i] = inputOf(network, item) end
   return list
end

local function rowsOf(network, input)
   local rows, seen, ran = {}, {}, {}
   local unhook = nn.hook(network, { forward = function(module, _, x, y)
      for _, inner in ipairs(module.modules or {}) do
         if ran[inner] then
            ran[module] = true
            return -- its parts are in the list
         end
      end
      ran[module] = true
      local row = { module = module, name = torch.type(module), output = shapeOf(y),
         bytes = bytesOf(y), multiplyAdds = multiplyAdds(module, x, y) }
      row.parameters, row.parameterBytes = parametersOf(module, seen)
      rows[#rows + 1] = row
   end })
   local ok, problem = pcall(function()
      undisturbed(network, function() network:forward(input) end)
   end)
   unhook()
   if not ok then error(problem, 0) end
   return rows
end

local function grouped(number)
   local text = ('%.0f'):format(number)
   return (text:reverse():gsub('(%d%d%d)', '%1,'):reverse():gsub('^,', ''))
end

function Summary:__tostring()
   local table_ = { { 'layer', 'output', 'parameters', 'multiply-adds' } }
   for _, row in ipairs(self.rows) do
      table_[#table_ + 1] = { row.name, row.output, grouped(row.parameters),
         grouped(row.multiplyAdds) }
   end
   table_[#table_ + 1] = { 'total', '', grouped(self.parameters),
      grouped(self.multiplyAdds) }
   local widths, lines = { 0, 0, 0, 0 }, {}
   for _, line in ipairs(table_) do
      for i, word in ipairs(line) do widths[i] = math.max(widths[i], #word) end
   end
   for i, line in ipairs(table_) do
      lines[i] = ('%-' .. widths[1] .. 's  %-' .. widths[2] .. 's  %' .. widths[3] .. 's  %'
         .. widths[4] .. 's'):format(unpack(line))
   end
   lines[#lines + 1] = ('bytes: %s of parameters, %s of outputs'):format(
      grouped(self.parameterBytes), grouped(self.bytes))
   return table.concat(lines, '\n')
end

--- The summary of a network for inputs of a size, {1, 3, 224, 224}: or for a table of
-- sizes, or for an input. It has rows = {{module, name, output, parameters,
-- parameterBytes, multiplyAdds, bytes}, ...} in the order in which layers run, and the
-- sums parameters, parameterBytes, multiplyAdds and bytes, of outputs.
return function(network, size)
   local input = inputOf(network, size)
   local result = setmetatable({ rows = rowsOf(network, input), multiplyAdds = 0,
      bytes = 0 }, Summary)
   result.parameters, result.parameterBytes = parametersOf(network, {})
   for _, row in ipairs(result.rows) do
      result.multiplyAdds = result.multiplyAdds + row.multiplyAdds
      result.bytes = result.bytes + row.bytes
   end
   return result
end
