--- clone.lua - deep copies of modules: tables, tensors and storages, with what they
-- share.

local torch = require 'torch'

local copy

-- A storage is copied whole, so that views of it still overlap as they did.
local function copyStorage(storage, seen)
   local key = torch.pointer(storage)
   if not seen[key] then
      local name = torch.typename(storage)
      seen[key] = torch[name:match '%.(.*)'](#storage):copy(storage)
   end
   return seen[key]
end

local function copyTensor(tensor, seen)
   local made = tensor.new()
   local storage = tensor:storage()
   if storage then
      made:set(copyStorage(storage, seen), tensor:storageOffset(), tensor:size(),
         tensor:stride())
   end
   return made
end

local function copyTable(value, seen)
   local made = {}
   seen[value] = made
   for key, item in pairs(value) do made[copy(key, seen)] = copy(item, seen) end
   return setmetatable(made, getmetatable(value))
end

function copy(value, seen)
   if seen[value] ~= nil then return seen[value] end
   if torch.isTensor(value) then
      seen[value] = copyTensor(value, seen)
   elseif torch.isStorage(value) then
      return copyStorage(value, seen)
   elseif type(value) == 'table' then
      return copyTable(value, seen)
   else
      return value
   end
   return seen[value]
end

return function(value) return copy(value, {}) end
