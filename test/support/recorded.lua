--- recorded.lua - layers and criterions as the records of Torch7 made them, with inputs
-- that suit them.

local nn = require 'nn'
local torch = require 'torch'
local golden = require 'test.support.golden'

local recorded = {}

local function evaluate(text) return assert(loadstring('return ' .. text))() end

--- A new layer of a record, with the recorded parameters.
function recorded.make(record)
   torch.manualSeed(record.init_seed or 1)
   local layer = evaluate(record.ctor)
   if record.type == 'Float' then layer:float() end
   local params = layer.parameters and layer:parameters() or {}
   for i, value in ipairs(record.params or {}) do
      if params[i] then params[i]:copy(golden.decode(value)) end
   end
   for name, value in pairs(record.set or {}) do
      local decoded = golden.decode(value)
      if torch.isTensor(decoded) and torch.isTensor(layer[name]) then
         layer[name]:copy(decoded)
      else
         layer[name] = decoded
      end
   end
   return layer
end

-- Names may be of classes that come with later packages.
local function exists(record)
   for name in record.ctor:gmatch 'nn%.([%w_]+)' do
      if nn[name] == nil then return false end
   end
   return true
end

local function first(path, seen, list, suits, root)
   for _, record in ipairs(golden.records(path, root)) do
      if not seen[record.class] and exists(record) and (not suits or suits(record)) then
         seen[record.class] = true
         list[#list + 1] = record
      end
   end
   return list
end

--- A record of each class of layers, the first that suits(record), in the order of the
-- files. root: of the tree, where that is not the current folder.
function recorded.layers(suits, root)
   local seen = {}
   local list = first('nn/modules.jsonl', seen, {}, suits, root)
   return first('nn/ext_modules.jsonl', seen, list, suits, root)
end

--- A record of each class of criterions.
function recorded.criterions(root)
   local seen = {}
   local list = first('nn/criterions.jsonl', seen, {}, nil, root)
   return first('nn/ext_criterions.jsonl', seen, list, nil, root)
end

return recorded
