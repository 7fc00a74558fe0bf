--- torch - tensors and the functions over them, with the interface of Torch7.
-- torch.f and t:f are generated from the signature tables at their first use.

require 'cbind.own'.add()
local tensor = require 'cbind.tensor'
local own = require 'cbind.own'
local C = require 'cbind.library'
local class = require 'torch.class'
local signature = require 'torch.signature'
local construct = require 'torch.Tensor'
local Storage = require 'torch.Storage'
local generator = require 'cbind.generator'
require 'torch.index'
require 'torch.print'

--- torch.isTensor, torch.isStorage: whether a value is one.
--
--    print(torch.isTensor(torch.Tensor()), torch.isStorage(torch.Tensor())) --> true false
local torch = { isTensor = tensor.isTensor, isStorage = tensor.isStorage,
   signatures = {} }
package.loaded.torch = torch
_G.torch = torch -- as Torch7 programs expect
for name, f in pairs(class) do
   if type(f) == 'function' then torch[name] = f end
end

--- Add the signatures of a table, and of a package that brings more: { name = entry, ...
-- }.
function torch.define(signatures)
   for name, entry in pairs(signatures) do torch.signatures[name] = entry end
end

for _, area in ipairs { 'pointwise', 'view', 'shape', 'copy', 'matrix', 'linalg', 'create',
   'reduce',
   'parts', 'each', 'place', 'order', 'vectors', 'correlate', 'object',
   'random' } do
   torch.define(require('torch.signatures.' .. area))
end

local default = tonumber(C.CR_F64)

local function defaultDtype() return default end

-- What few programs need is loaded at its first use.
local later = { Allocator = true, Tester = true, TestSuite = true, test = true }

-- Generate at first use: a start that needs ten functions makes ten.
local function generated(self, name)
   if name == '_gen' then return generator.own() end
   if later[name] then
      local loaded = require('torch.' .. name)
      if rawget(self, name) == nil then rawset(self, name, loaded) end
      return rawget(self, name)
   end
   local entry = torch.signatures[name]
   if not entry or not signature.exists(entry, 'function') then return nil end
   local f = require 'torch.generate'(name, entry, false, defaultDtype)
   rawset(self, name, f)
   return f
end

local methods = {}
local function generatedMethod(_, name)
   local f = methods[name]
   if f then return f end
   local entry = torch.signatures[name]
   if not entry or not signature.exists(entry, 'method') then return nil end
   f = require 'torch.generate'(name, entry, true, defaultDtype)
   methods[name] = f
   return f
end

setmetatable(torch, { __index = generated })

-- One constructor for each type: torch.FloatTensor(...), torch.FloatStorage(...).
local function install(dtype, name, classes, make, factory)
   local metatable = classes[dtype]
   metatable.__typename, metatable.__index = name, metatable
   class.metatables[name] = metatable
   class.factories[name] = factory
   torch[name:match '%.(.*)'] = setmetatable({}, {
      __index = metatable, __newindex = metatable, __metatable = metatable,
      __call = function(_, ...) return make(dtype, ...) end,
   })
end

--- Tensor.torch: the functions of torch, in Torch7 those for this type.
--
--    print(torch.FloatTensor.torch == torch) --> true
for dtype = 0, tensor.dtypes - 1 do
   local name = tensor.names[dtype]
   setmetatable(tensor.classes[dtype], { __index = generatedMethod })
   install(dtype, name, tensor.classes, construct, function() return construct(dtype) end)
   install(dtype, name:gsub('Tensor$', 'Storage'), tensor.storages, Storage.construct,
      function() return Storage.construct(dtype) end)
   for method, f in pairs(Storage.methods) do rawset(tensor.storages[dtype], method,
      f) end
   tensor.classes[dtype].torch = torch
   tensor.classes[dtype].new = function(...) return construct(dtype, ...) end
end

--- The type that torch.Tensor and results without a tensor argument have.
--
--    print(torch.getdefaulttensortype()) --> torch.DoubleTensor
function torch.getdefaulttensortype() return tensor.names[default] end

--- Choose it: 'torch.FloatTensor' or 'torch.DoubleTensor', or another.
--
--    torch.setdefaulttensortype 'torch.FloatTensor'
--    print(torch.zeros(2):type()) --> torch.FloatTensor
--    torch.setdefaulttensortype 'torch.DoubleTensor'
function torch.setdefaulttensortype(name)
   for dtype, known in pairs(tensor.names) do
      if known == name then
         default = dtype
         torch.Tensor = torch[known:match '%.(.*)']
         torch.Storage = torch[known:match '%.(.*)Tensor' .. 'Storage']
         return
      end
   end
   own.raise(("setdefaulttensortype: there is no tensor type '%s'")
      :format(tostring(name)))
end
torch.setdefaulttensortype 'torch.DoubleTensor'

torch.Generator = require 'torch.Generator'
require 'torch.operators'(torch)
require 'torch.metamethods'
torch._heaptracking = true -- the memory of tensors drives the collector, always
for name, value in pairs(require 'torch.system') do torch[name] = value end
for _, name in ipairs { 'File', 'DiskFile', 'MemoryFile', 'PipeFile', 'serialization',
   'Timer', 'CmdLine' } do
   require('torch.' .. name)
end

return torch
