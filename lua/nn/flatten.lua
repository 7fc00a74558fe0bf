--- flatten.lua - puts a list of tensors into one vector, of which they become views.

local torch = require 'torch'

-- The elements from the first to behind the last of a tensor, in its storage, from 0.
local function extent(tensor)
   local first = tensor:storageOffset() - 1
   local last = first
   for d = 1, tensor:dim() do last = last + (tensor:size(d) - 1) * tensor:stride(d) end
   return first, last + 1
end

-- Ranges of one storage in order, those that touch as one: { {first, last, at}, ... }.
local function merged(ranges)
   table.sort(ranges, function(a, b) return a[1] < b[1] end)
   local list = {}
   for _, range in ipairs(ranges) do
      local top = list[#list]
      if top and range[1] <= top[2] then
         top[2] = math.max(top[2], range[2])
      else
         list[#list + 1] = { range[1], range[2] }
      end
   end
   return list
end

-- The ranges in use, by storage, in the order the storages come up.
local function layOut(parameters)
   local storages, byKey = {}, {}
   for _, tensor in ipairs(parameters) do
      if tensor:nElement() > 0 then
         local storage = tensor:storage()
         local key = torch.pointer(storage)
         if not byKey[key] then
            byKey[key] = { ranges = {}, storage = storage }
            storages[#storages + 1] = byKey[key]
         end
         table.insert(byKey[key].ranges, { extent(tensor) })
      end
   end
   local count = 0
   for _, entry in ipairs(storages) do
      entry.ranges = merged(entry.ranges)
      for _, range in ipairs(entry.ranges) do
         range[3] = count
         count = count + range[2] - range[1]
      end
   end
   return storages, byKey, count
end

local function place(entry, first)
   for _, range in ipairs(entry.ranges) do
      if first >= range[1] and first < range[2] then
         return range[3] + first - range[1]
      end
   end
end

--- The vector. It is the memory that the tensors have already, where that is without
-- gaps.
return function(parameters)
   if #parameters == 0 then return torch.Tensor() end
   local Tensor = torch[parameters[1]:type():match '%.(.*)']
   local storages, byKey, count = layOut(parameters)
   if #storages == 1 and #storages[1].ranges == 1 then
      local range = storages[1].ranges[1]
      return Tensor():set(storages[1].storage, range[1] + 1, torch.LongStorage { count })
   end
   local flat = count > 0 and Tensor(count) or Tensor()
   for _, entry in ipairs(storages) do
      for _, range in ipairs(entry.ranges) do
         local size = range[2] - range[1]
         local source = Tensor():set(entry.storage, range[1] + 1,
            torch.LongStorage { size })
         flat:narrow(1, range[3] + 1, size):copy(source)
      end
   end
   for _, tensor in ipairs(parameters) do
      if tensor:nElement() > 0 then
         local entry = byKey[torch.pointer(tensor:storage())]
         local at = place(entry, tensor:storageOffset() - 1)
         tensor:set(flat:storage(), at + 1, tensor:size(), tensor:stride())
      end
   end
   return flat
end
