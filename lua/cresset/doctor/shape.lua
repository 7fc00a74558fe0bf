--- shape.lua - cresset.doctor.shape: the sizes that go through a network, before it trains.

local own = require 'cbind.own'
local torch = require 'torch'
local describe = require 'torch.explain'.describe

local function plural(count, what) return ('%d %s%s'):format(count, what, count == 1 and ''
   or 's') end

-- What of `size` pixels the windows of a layer never reach; nothing with ceil.
local function ignored(size, kernel, step, pad, dilation)
   local reach = (dilation or 1) * (kernel - 1) + 1
   local rest = (size + 2 * pad - reach) % step
   return math.max(0, rest - pad) -- of the padding behind, nothing is missed
end

-- 'the last row and column': pixels of the input that a window layer leaves out.
local function remarkOf(module, input)
   if not module.kW or not module.dW or module.ceil_mode or not torch.isTensor(input) then
      return nil
   end
   local ndim = input:dim()
   if ndim < 3 then return nil end
   local rows = ignored(input:size(ndim - 1), module.kH, module.dH, module.padH or 0,
      module.dilationH)
   local columns = ignored(input:size(ndim), module.kW, module.dW, module.padW or 0,
      module.dilationW)
   local words = {}
   if rows > 0 then words[#words + 1] = plural(rows, 'row') end
   if columns > 0 then words[#words + 1] = plural(columns, 'column') end
   return #words > 0 and table.concat(words, ' and ') .. ' ignored' or nil
end

local function sizesOf(value)
   if torch.isTensor(value) then return table.concat(value:size():totable(), 'x') end
   if type(value) ~= 'table' then return describe(value) end
   local words = {}
   for i, element in ipairs(value) do words[i] = sizesOf(element) end
   return '{' .. table.concat(words, ', ') .. '}'
end

-- The modules without modules in them, in the order in which they are forwarded.
local function leaves(module, list)
   for _, inner in ipairs(module.modules or {}) do leaves(inner, list) end
   if not module.modules then list[#list + 1] = module end
   return list
end

-- Note the input and the output of a leaf while the network runs.
local function watch(module, rows)
   local own_ = rawget(module, 'updateOutput')
   local run = module.updateOutput
   function module.updateOutput(self, input)
      local output = run(self, input)
      table.insert(rows, { module = self, name = torch.typename(self), input = sizesOf(input),
         output = sizesOf(output), remark = remarkOf(self, input) })
      return output
   end
   return function() module.updateOutput = own_ end
end

local function line(row)
   return ('%-32s %-16s -> %-16s %s'):format(row.name, row.input, row.output,
      row.remark or ''):gsub('%s+$', '')
end

--- The sizes that go through a network for an input of these sizes: prints a line for each
-- layer, with the rows and columns of an image that it leaves out, and gives them as a list of
-- { name, input, output, remark }. The network is left as it was but for its outputs.
--
--    require 'nn'
--    local doctor = require 'cresset.doctor'
--    doctor.shape(nn.SpatialConvolution(1, 1, 3, 3, 3, 3), 1, 7, 7)
--    --> nn.SpatialConvolution 1x7x7 -> 1x2x2 1 row and 1 column ignored
return function(module, ...)
   if not torch.isTypeOf(module, 'nn.Module') then
      own.raise(('shape: argument 1 is %s, expected a module'):format(describe(module)))
   end
   local parameters = module:parameters()
   local type_ = parameters and parameters[1] and parameters[1]:type()
      or torch.getdefaulttensortype()
   local rows, undo = {}, {}
   for i, leaf in ipairs(leaves(module, {})) do undo[i] = watch(leaf, rows) end
   local well, problem = pcall(module.forward, module,
      torch.zeros(torch.LongStorage { ... }):type(type_))
   for _, restore in ipairs(undo) do restore() end
   for _, row in ipairs(rows) do print((line(row))) end
   if not well then own.raise('shape: ' .. tostring(problem):gsub('^.-:%d+: ', '')) end
   return rows
end
