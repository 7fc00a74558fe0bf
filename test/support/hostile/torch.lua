--- torch.lua - functions and methods of the table of signatures, other functions of torch,
-- methods of storages: torch.add, Tensor:add, Storage:fill. Half of the calls fit a form
-- of the signature in kind, the others are anything.

local torch = require 'torch'
local signature = require 'torch.signature'
local call = require 'test.support.hostile.call'
local values = require 'test.support.hostile.values'
local random, pick, makers = values.random, values.pick, values.makers

local subjects = {}

-- define changes the tables that the functions come from, setenv the functions that are
-- arguments; PipeFile runs what it is given.
local spared = { define = true, PipeFile = true, setenv = true }

function subjects.names()
   local names = {}
   for name, entry in pairs(torch.signatures) do
      if signature.exists(entry, 'function') then names[#names + 1] = 'torch.' .. name end
      if signature.exists(entry, 'method') then names[#names + 1] = 'Tensor:' .. name end
   end
   for name, f in pairs(torch) do
      local isPlain = type(f) == 'function' and not torch.signatures[name]
      if (isPlain or name:match 'Tensor$' or name:match 'Storage$')
         and not spared[name] then
         names[#names + 1] = 'torch.' .. name
      end
   end
   for name in pairs(require 'torch.Storage'.methods) do
      names[#names + 1] = 'Storage:' .. name
   end
   return names
end

-- Arguments of a form of the entry, one of them perhaps spoilt.
local function fitting(entry, isMethod)
   local forms = signature.forms(entry, isMethod)
   local form, list = pick(forms), {}
   for _, p in ipairs(form.given) do
      if p.kind == 'sizes' then
         if random(3) == 1 then
            list[#list + 1] = torch.LongStorage { random(3), pick(values.numbers) }
         else
            for _ = 1, random(4) do list[#list + 1] = makers.number() end
         end
      else
         list[#list + 1] = (makers[p.kind] or makers.any)()
      end
   end
   if random(4) == 1 then list[random(#list + 1)] = makers[pick(values.kinds)]() end
   return list, #form.given + 3
end

-- The object of a method, its function, and the signature, if there is one.
local function target(name)
   local plain = name:match '[%w_]+$'
   if name:match '^torch%.' then
      local entry = torch.signatures[plain]
      if entry and not signature.exists(entry, 'function') then entry = nil end
      return nil, torch[plain], entry, false
   end
   local object = name:match '^Tensor' and values.tensor() or values.storage()
   local entry = torch.isTensor(object) and torch.signatures[plain] or nil
   return object, object[plain], entry, true
end

function subjects.attack(name, calls)
   for i = 1, calls do
      local object, f, entry, isMethod = target(name)
      if not f then error(name .. ' is not there') end
      values.shared = object or values.tensor()
      local list, count
      if entry and i % 2 == 0 then
         list, count = fitting(entry, isMethod)
         if isMethod and random(3) > 1 then list[1] = object end
      else
         list, count = values.anything()
         if isMethod then
            table.insert(list, 1, object)
            count = count + 1
         end
      end
      call(name, f, list, count)
   end
end

return subjects
