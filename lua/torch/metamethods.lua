--- metamethods.lua - operators as methods: x:__add__(y) is x + y. For programs that call
-- them; what + does is not changed by assigning to them.

local tensor = require 'cbind.tensor'
local hooks = tensor.hooks

local function method(hook)
   return function(...) return hooks[hook](...) end
end

local function install(class, names)
   for name, hook in pairs(names) do rawset(class, '__' .. name .. '__', method(hook)) end
end

for dtype = 0, tensor.dtypes - 1 do
   install(tensor.classes[dtype], { add = 'add', sub = 'sub', mul = 'mul', div = 'div',
      mod = 'mod', unm = 'unm', index = 'get', newindex = 'set', len = 'length',
      tostring = 'tostring' })
   install(tensor.storages[dtype], { index = 'getStorage', newindex = 'setStorage',
      tostring = 'tostringStorage' })
end
