--- nn.lua - classes of nn: constructors, then every method of their objects. Objects are
-- those of test/golden where there is a record; inputs are recorded ones, mostly spoilt.

require 'nn'
local torch = require 'torch'
local nn = require 'nn'
local call = require 'test.support.hostile.call'
local golden = require 'test.support.golden'
local recorded = require 'test.support.recorded'
local values = require 'test.support.hostile.values'
local random, pick = values.random, values.pick

local subjects = {}

-- Files of lua/nn that define no class.
local function isClass(name)
   return name:match '^%u' and type(nn[name]) == 'table' and torch.getmetatable('nn.' .. name)
end

function subjects.names()
   local names, pipe = {}, io.popen 'ls lua/nn'
   for file in pipe:lines() do
      local name = file:match '^(.*)%.lua$'
      if name and isClass(name) then names[#names + 1] = 'nn.' .. name end
   end
   pipe:close()
   for name in pairs(nn.utils) do names[#names + 1] = 'utils.' .. name end
   return names
end

local records -- by class, read once
local function recordsOf(root)
   if records then return records end
   records = {}
   for _, list in ipairs { recorded.layers(nil, root), recorded.criterions(root) } do
      for _, record in ipairs(list) do records[record.class] = record end
   end
   return records
end

local function decoded(value) return value ~= nil and golden.decode(value) or nil end

-- A new object and arguments that suit it; without a record what draws happen to make.
local function objectOf(name, record)
   if record then
      return recorded.make(record), decoded(record.input),
         decoded(record.gradOutput or record.target)
   end
   local Class = nn[name:match '%.(.*)$']
   for _ = 1, 20 do
      local list, count = values.anything()
      for i = 1, count do
         if random(2) == 1 then list[i] = random(3) end
      end
      local fine, object = pcall(Class, unpack(list, 1, count))
      if fine then return object, values.tensor 'Double', values.tensor 'Double' end
   end
end

-- Names of the functions of an object and its classes.
local function methodsOf(object)
   local seen, list, class = {}, {}, getmetatable(object)
   while class do
      for name, value in pairs(class) do
         local isOurs = type(name) == 'string' and type(value) == 'function'
         if isOurs and not seen[name] and not name:match '^__' then
            seen[name] = true
            list[#list + 1] = name
         end
      end
      class = getmetatable(class)
   end
   table.sort(list)
   return list
end

local PASSES = { 'forward', 'backward', 'updateOutput', 'updateGradInput',
   'accGradParameters', 'accUpdateGradParameters', 'backwardUpdate', 'forward', 'backward' }

local function attackObject(name, object, input, other)
   local methods = methodsOf(object)
   for _ = 1, 5 do
      local isPass = random(3) > 1
      local method = isPass and pick(PASSES) or pick(methods)
      local list, count
      if isPass or random(2) == 1 then
         list, count = { object, values.spoilt(input), values.spoilt(other) }, 3
         if random(3) == 1 then list[4], count = values.makers.number(), 4 end
      else
         list, count = values.anything()
         table.insert(list, 1, object)
         count = count + 1
      end
      if object[method] then call(name .. ':' .. method, object[method], list, count, 'any') end
   end
end

function subjects.attack(name, calls, root)
   local short = name:match '%.(.*)$'
   for _ = 1, calls / 6 do
      local list, count = values.anything()
      if name:match '^utils' then
         for _ = 1, 6 do call(name, nn.utils[short], list, count, 'any') end
      else
         call(name, nn[short], list, count, 'any')
         local object, input, other = objectOf(name, recordsOf(root)[name])
         if object then attackObject(name, object, input, other) end
      end
   end
end

return subjects
