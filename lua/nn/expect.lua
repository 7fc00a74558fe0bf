--- expect.lua - the checks that layers share. A failing one raises at the user's line:
-- 'Tanh: input is a table, expected a tensor'.

local cTensor = require 'cbind.tensor'
local explain = require 'torch.explain'
local own = require 'cbind.own'

local class = require 'torch.class'
local isTensor = cTensor.isTensor

local expect = {}

--- The name of a layer without its package: 'Linear'.
local function nameOf(layer)
   return ((class.typename(layer) or 'nn.Module'):gsub('^nn%.', ''))
end

--- Raise 'Linear: ' and the message, which is formatted with what follows it.
function expect.fail(layer, message, ...)
   own.raise(nameOf(layer) .. ': ' .. message:format(...))
end

--- 'torch.FloatTensor 2x3', for messages.
expect.describe = explain.describe

local function noTensor(layer, name, value, like)
   if not isTensor(value) then
      expect.fail(layer, '%s is %s, expected a tensor', name, explain.describe(value))
   end
   local type = cTensor.names[like.dtype]
   expect.fail(layer,
      "%s is %s, expected a %s as the layer is; convert one of them with :type('%s')",
      name,
      explain.describe(value), type, type)
end

--- `value` is a tensor, of the type of `like`.
function expect.tensor(layer, name, value, like)
   if not isTensor(value) or value.dtype ~= like.dtype then
      noTensor(layer, name, value, like)
   end
end

--- `value` is a tensor of any type.
function expect.anyTensor(layer, name, value)
   if not isTensor(value) then
      expect.fail(layer, '%s is %s, expected a tensor', name, explain.describe(value))
   end
end

--- `value` is a whole number, at least `least`.
function expect.count(layer, name, value, least)
   if type(value) ~= 'number' or value % 1 ~= 0 or value < (least or 1)
      or value > 2 ^ 53 then
      expect.fail(layer, '%s is %s, expected a whole number of %d or more', name,
         explain.describe(value), least or 1)
   end
end

--- `list` is a table of one tensor or more, `count` if it is given, of the type of
-- `like`, and of the same number of elements.
function expect.tensors(layer, list, like, count)
   expect.table(layer, 'input', list)
   if #list == 0 or count and #list ~= count then
      expect.fail(layer, 'input is a table of %d elements, expected %s tensors', #list,
         count or 'one or more')
   end
   for i, tensor in ipairs(list) do
      expect.tensor(layer, ('element %d of input'):format(i), tensor, like)
      if tensor:nElement() ~= list[1]:nElement() then
         expect.fail(layer, 'element %d of input is %s but element 1 is %s', i,
            explain.describe(tensor), explain.describe(list[1]))
      end
   end
end

--- A slice of a tensor; of a vector, a vector of one element.
function expect.slice(tensor, dimension, index)
   if tensor.ndim == 1 then return tensor:narrow(1, index, 1) end
   return tensor:select(dimension, index)
end

--- `value` can be a module of a container.
function expect.module(layer, value)
   if type(value) ~= 'table' then
      expect.fail(layer, 'module is %s, expected a module', explain.describe(value))
   end
end

--- `value` is a table, for layers that take several tensors.
function expect.table(layer, name, value)
   if type(value) ~= 'table' then
      expect.fail(layer, '%s is %s, expected a table', name, explain.describe(value))
   end
end

return expect
