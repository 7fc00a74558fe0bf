--- serialization.lua - torch.save, torch.load, torch.serialize and torch.deserialize.

local torch = require 'torch'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe
require 'torch.writer'
require 'torch.reader'

local LOAD, SAVE = 1, 2
local LONG_SIZE = { b32 = 4, b64 = 8 }

local function checkName(name, value)
   if type(value) ~= 'string' then
      own.raise(('%s: file name is %s, expected a string'):format(name, describe(value)))
   end
end

local function checkMode(name, mode, loads)
   local known = mode == nil or mode == 'binary' or mode == 'ascii'
      or loads and LONG_SIZE[mode]
   if not known then
      own.raise(("%s: mode is %s, expected 'binary' or 'ascii'%s"):format(name,
         describe(mode), loads and ", 'b32' or 'b64'" or ''))
   end
   return mode or 'binary'
end

-- A file object around a handle that a task opened.
local function prepared(class, handle, name, mode, task)
   local self = setmetatable({ handle = handle, name = name }, torch.getmetatable(class))
   cr.file_set(handle, file.TASK, task)
   cr.file_set(handle, file.BINARY, mode == 'ascii' and 0 or 1)
   cr.file_set(handle, file.LONG_SIZE, LONG_SIZE[mode] or 0)
   return self
end

-- f(self, ...), after which the file is closed even if it failed.
local function guarded(self, f, ...)
   local well, result = pcall(f, self, ...)
   if not well then
      file.drop(self.handle)
      self.handle = nil
      error(result, 0)
   end
   return result
end

local function write(self, object)
   self:writeObject(object)
   cr.file_commit(self.handle)
end

local function checkReferenced(name, referenced)
   if referenced ~= nil and type(referenced) ~= 'boolean' then
      own.raise(('%s: referenced is %s, expected true or false'):format(name,
         describe(referenced)))
   end
   return referenced ~= false
end

--- Write an object to a file. What was there is replaced in one step at the end: a save
-- that fails or is killed leaves it as it was. mode: 'binary', which is meant without one,
-- or 'ascii'.
--
--    local name = os.tmpname()
--    torch.save(name, { weights = torch.ones(2) })
--    print(torch.load(name).weights:sum()) --> 2
--    os.remove(name)
function torch.save(name, object, mode, referenced)
   checkName('save', name)
   mode = checkMode('save', mode)
   referenced = checkReferenced('save', referenced)
   local handle = file.open('open_atomic', 'save', name)
   local self = prepared('torch.DiskFile', handle, name, mode, SAVE)
   self:referenced(referenced)
   guarded(self, write, object)
end

-- The options of load and deserialize: true or false for `referenced`, or a table.
local function optionsOf(name, mode, options)
   if type(mode) == 'table' then mode, options = nil, mode end
   if type(options) ~= 'table' then options = { referenced = options } end
   for key in pairs(options) do
      if key ~= 'functions' and key ~= 'referenced' and key ~= 'device' then
         own.raise(('%s: there is no option %s'):format(name, describe(key)))
      end
   end
   local device = options.device
   if device ~= nil and device ~= 'cpu' and not (device == 'cuda'
      and torch.factory 'torch.CudaTensor') then
      own.raise(("%s: device is %s, expected 'cpu'%s"):format(name, describe(device),
         device == 'cuda' and "; cutorch, which brings 'cuda', is not loaded" or ''))
   end
   return checkMode(name, mode, true), options
end

local function read(self, options)
   local referenced = checkReferenced('load', options.referenced)
   self:referenced(referenced)
   self.memo.functions, self.memo.device = options.functions == true, options.device
   local object = self:readObject()
   self:close()
   return object
end

--- Read an object from a file. It never runs code of the file: functions are refused
-- unless options is {functions = true}. Tensors of CUDA become those of the host where
-- cutorch is not loaded, and with {device = 'cpu'} everywhere. mode: 'binary', 'ascii', or 'b32' and 'b64' for
-- the longs of other machines.
--
--    local name = os.tmpname()
--    torch.save(name, { rate = 0.1 }, 'ascii')
--    print(torch.load(name, 'ascii').rate) --> 0.1
--    os.remove(name)
function torch.load(name, mode, options)
   checkName('load', name)
   mode, options = optionsOf('load', mode, options)
   local handle = file.open('open', 'load', name, 'r')
   return guarded(prepared('torch.DiskFile', handle, name, mode, LOAD), read, options)
end

--- An object as a CharStorage.
--
--    local bytes = torch.serializeToStorage { 1, 2 }
--    print(bytes:type(), #torch.deserializeFromStorage(bytes)) --> torch.CharStorage 2
function torch.serializeToStorage(object, mode)
   mode = checkMode('serialize', mode)
   local handle = file.open('open_memory', 'serialize', nil, 'rw')
   local self = prepared('torch.MemoryFile', handle, nil, mode, SAVE)
   self:writeObject(object)
   local storage = self:storage()
   self:close()
   return storage:resize(#storage - 1) -- without the 0
end

--- An object as a string.
--
--    local text = torch.serialize { 1, 2, 3 }
--    print(#torch.deserialize(text)) --> 3
function torch.serialize(object, mode)
   return torch.serializeToStorage(object, mode):string()
end

--- The object of a CharStorage that torch.serializeToStorage made.
--
--    local bytes = torch.serializeToStorage 'hello'
--    print(torch.deserializeFromStorage(bytes)) --> hello
function torch.deserializeFromStorage(storage, mode, options)
   if tensor.isTensor(storage) then storage = storage:clone():storage() end
   if not tensor.isStorage(storage) or storage:elementSize() ~= 1 then
      own.raise('deserialize: argument 1 is ' .. describe(storage)
         .. ', expected a torch.CharStorage')
   end
   mode, options = optionsOf('deserialize', mode, options)
   local bytes = torch.CharStorage(#storage + 1)
   if #storage > 0 then
      torch.CharTensor(bytes, 1, #storage, 1):copy(torch.CharTensor(storage))
   end
   local handle = file.open('open_memory', 'deserialize', bytes, 'r')
   return guarded(prepared('torch.MemoryFile', handle, nil, mode, LOAD), read, options)
end

--- The object of a string that torch.serialize made.
--
--    print(torch.deserialize(torch.serialize 'hello')) --> hello
function torch.deserialize(text, mode, options)
   if type(text) ~= 'string' then
      own.raise('deserialize: argument 1 is ' .. describe(text) .. ', expected a string')
   end
   mode, options = optionsOf('deserialize', mode, options)
   local handle = file.open('open_memory', 'deserialize', nil, 'rw')
   file.writeText(handle, text)
   cr.file_seek(handle, 0)
   return guarded(prepared('torch.MemoryFile', handle, nil, mode, LOAD), read, options)
end

--- torch.saveobj, torch.loadobj: other names of torch.save and torch.load.
--
--    print(torch.saveobj == torch.save, torch.loadobj == torch.load) --> true true
torch.saveobj, torch.loadobj = torch.save, torch.load
