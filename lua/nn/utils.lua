--- utils.lua - nn.utils: the same operation on every tensor of nested tables, and more.
--
--    local x = torch.ones(2)
--    local copy = nn.utils.recursiveType({ x, { x } }, 'torch.FloatTensor')
--    print(copy[2][1]:type()) --> torch.FloatTensor

local torch = require 'torch'
local nn = require 'nn'
local own = require 'cbind.own'
local explain = require 'torch.explain'
local isTensor = torch.isTensor

local utils = {}
nn.utils = utils

local function refuse(name, value)
   own.raise(('%s: argument is %s, expected tensors or tables of tensors'):format(name,
      explain.describe(value)))
end

-- A tensor as one of another type. Tensors that share a storage still do.
local function convertTensor(tensor, name, cache)
   if tensor:type() == name then return tensor end
   if cache[tensor] then return cache[tensor] end
   local Tensor = type(name) == 'string' and torch[name:match '^torch%.(%a+Tensor)$']
   if not Tensor then
      own.raise(('type: there is no tensor type %s'):format(explain.describe(name)))
   end
   local made = Tensor()
   if tensor:dim() > 0 then
      local storage = tensor:storage()
      local key = torch.pointer(storage)
      if not cache[key] then
         local all = tensor.new(storage, 1, torch.LongStorage { #storage })
         cache[key] = all:type(name):storage()
      end
      made:set(cache[key], tensor:storageOffset(), tensor:size(), tensor:stride())
   end
   cache[tensor] = made
   return made
end

--- Convert tensors, modules and criterions in nested tables to the type named.
-- tensorCache keeps what has been converted, so that sharing survives over several calls.
function utils.recursiveType(param, name, tensorCache)
   tensorCache = tensorCache or {}
   if isTensor(param) then return convertTensor(param, name, tensorCache) end
   if type(param) ~= 'table' then return param end
   if torch.isTypeOf(param, 'nn.Module') or torch.isTypeOf(param, 'nn.Criterion') then
      if not tensorCache[param] then
         tensorCache[param] = true
         param:type(name, tensorCache)
      end
      return param
   end
   if torch.typename(param) then return param end
   for key, value in pairs(param) do
      param[key] = utils.recursiveType(value, name, tensorCache)
   end
   return param
end

-- Make `result` a table, or a tensor, as `like` is.
local function shaped(result, like)
   if isTensor(like) then
      return isTensor(result) and result or like.new()
   end
   return type(result) == 'table' and not isTensor(result) and result or { result }
end

--- Give the tensors of t1 the sizes of those of t2, making them where they lack.
function utils.recursiveResizeAs(t1, t2)
   if isTensor(t2) then
      t1 = shaped(t1, t2)
      t1:resize(t2:size())
   elseif type(t2) == 'table' then
      t1 = shaped(t1, t2)
      for key in pairs(t2) do
         t1[key], t2[key] = utils.recursiveResizeAs(t1[key], t2[key])
      end
      for key in pairs(t1) do
         if t2[key] == nil then t1[key] = nil end
      end
   else
      refuse('recursiveResizeAs', t2)
   end
   return t1, t2
end

--- Fill every tensor with a number.
function utils.recursiveFill(t2, value)
   if isTensor(t2) then
      t2:fill(value)
   elseif type(t2) == 'table' then
      for key in pairs(t2) do t2[key] = utils.recursiveFill(t2[key], value) end
   else
      refuse('recursiveFill', t2)
   end
   return t2
end

--- t1 = t1 + value * t2, tensor by tensor; value may be left out.
function utils.recursiveAdd(t1, value, t2)
   if t2 == nil then value, t2 = 1, value end
   if isTensor(t1) and isTensor(t2) then
      t1:add(value, t2)
   elseif type(t1) == 'table' and type(t2) == 'table' then
      for key in pairs(t2) do t1[key] = utils.recursiveAdd(t1[key], value, t2[key]) end
   else
      refuse('recursiveAdd', t1)
   end
   return t1, t2
end

--- Copy the tensors of t2 into those of t1, which get their sizes. async is for GPUs.
function utils.recursiveCopy(t1, t2, async)
   if isTensor(t2) then
      t1 = shaped(t1, t2)
      t1:resize(t2:size()):copy(t2)
   elseif type(t2) == 'table' then
      t1 = shaped(t1, t2)
      for key in pairs(t2) do
         t1[key], t2[key] = utils.recursiveCopy(t1[key], t2[key], async)
      end
   else
      refuse('recursiveCopy', t2)
   end
   return t1, t2
end

--- A view of the tensor, or of a contiguous copy of it, in the sizes given.
function utils.contiguousView(output, input, ...)
   output = output or input.new()
   if input:isContiguous() then
      output:view(input, ...)
   else
      output:resize(input:size()):copy(input)
      output:view(output, ...)
   end
   return output
end

--- A view with a dimension of size 1 before the one given.
function utils.addSingletonDimension(view, tensor, dim)
   if not isTensor(tensor) then view, tensor, dim = nil, view, tensor end
   dim = dim or 1
   if dim < 1 or dim > tensor:dim() + 1 then
      own.raise(('addSingletonDimension: dimension is %s, expected 1 to %d'):format(
         tostring(dim), tensor:dim() + 1))
   end
   view = view or tensor.new()
   local sizes, strides = {}, {}
   for d = 1, tensor:dim() do
      sizes[d], strides[d] = tensor:size(d), tensor:stride(d)
   end
   table.insert(sizes, dim, 1)
   table.insert(strides, dim, dim == 1 and sizes[2] * strides[1] or strides[dim - 1])
   view:set(tensor:storage(), tensor:storageOffset(), torch.LongStorage(sizes),
      torch.LongStorage(strides))
   return view
end

--- Empty the named fields: tensors lose their memory, tables their content, others go.
function utils.clear(self, ...)
   local names = { ... }
   if type(names[1]) == 'table' then names = names[1] end
   for _, name in ipairs(names) do
      local value = self[name]
      if isTensor(value) then
         value:set()
      elseif type(value) == 'table' and not torch.typename(value) then
         self[name] = {}
      elseif value ~= nil then
         self[name] = nil
      end
   end
   return self
end

--- A deep copy of a value. What shared memory still does; functions stay the same.
function utils.clone(value) return require 'nn.clone'(value) end

return utils
