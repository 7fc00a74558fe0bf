--- objects.lua - compares an object with a description of test/golden/t7/expected.jsonl,
-- in which tables, tensors and storages have numbers, so that sharing can be told.

local torch = require 'torch'
local golden = require 'test.support.golden'

local compare

-- One object, and no other, bears each number.
local function sameNumber(seen, id, key)
   if seen.byId[id] == nil and seen.byKey[key] == nil then
      seen.byId[id], seen.byKey[key] = key, id
   end
   if seen.byId[id] ~= key then return ('object %d is another one'):format(id) end
   if seen.byKey[key] ~= id then
      return ('objects %d and %d are one'):format(id, seen.byKey[key])
   end
end

local function addressOf(storage) return 'storage ' .. torch.pointer(storage) end

local function compareTensor(seen, got, value)
   local wanted, storage = value.tensor, torch.isTensor(got) and got:storage()
   local rounded = golden.decode { st = wanted.t, data = wanted.data }:totable()
   local problem = golden.difference(got,
      { t = wanted.t, size = wanted.size, data = rounded }, 0)
   if problem then return problem end
   if #wanted.size > 0 and got:storageOffset() ~= (wanted.offset or 1) then
      return 'offset ' .. got:storageOffset()
   end
   for d, stride in ipairs(wanted.stride or {}) do
      if got:stride(d) ~= stride then return 'stride ' .. got:stride(d) end
   end
   if type(value.storage_id) == 'number' then
      return sameNumber(seen, value.storage_id, addressOf(storage))
   end
end

local function compareTable(seen, got, value)
   if value.class and torch.typename(got) ~= value.class then
      return tostring(torch.typename(got)) .. ' instead of ' .. value.class
   end
   local count = 0
   for _ in pairs(got) do count = count + 1 end
   if count ~= #value.pairs then
      return ('%d pairs instead of %d'):format(count, #value.pairs)
   end
   for _, pair in ipairs(value.pairs) do
      local key = golden.decode(pair[1])
      local problem = compare(seen, got[key], pair[2])
      if problem then return ('[%s] %s'):format(tostring(key), problem) end
   end
end

function compare(seen, got, value)
   local kind = type(value) == 'table'
   if kind and value.ref then
      local key = torch.isStorage(got) and addressOf(got) or got
      return not seen.forgets and sameNumber(seen, value.ref, key) or nil
   end
   if kind and value['function'] then
      return type(got) ~= 'function' and 'a ' .. type(got) or nil
   end
   if kind and value.tensor then
      return compareTensor(seen, got, value) or sameNumber(seen, value.id, got)
   end
   if kind and value.storage then
      return golden.difference(got, value.storage, 0)
         or sameNumber(seen, value.id, addressOf(got))
   end
   if kind and value.pairs then
      if type(got) ~= 'table' then return 'a ' .. type(got) .. ' instead of a table' end
      return sameNumber(seen, value.id, got) or compareTable(seen, got, value)
   end
   return golden.difference(got, value, 0)
end

--- How `got` differs from a description, in words; nil if it does not. `forgets`: sharing
-- is not expected.
return function(got, value, forgets)
   return compare({ byId = {}, byKey = {}, forgets = forgets }, got, value)
end
