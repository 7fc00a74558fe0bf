--- named.lua - tables of tensors as files of tensors with names, and back.
-- A tensor in a table within a table has the name of both, with a dot between them.

require 'cbind.own'.add()
local archive = require 'cbind.archive'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe

local DEEPEST = 100 -- tables within tables
local named = {}

--- The file name, checked.
function named.checkPath(task, path)
   if type(path) ~= 'string' then
      own.raise(('%s: file name is %s, expected a string'):format(task, describe(path)))
   end
   return path
end

local function visit(found, value, name, depth, other)
   if tensor.isTensor(value) then
      table.insert(found, { name = name, tensor = value })
   elseif type(value) == 'table' and depth < DEEPEST then
      for key, field in pairs(value) do
         local known = type(key) == 'string' or type(key) == 'number'
         local inner = (name and name .. '.' or '') .. tostring(key)
         if known then
            visit(found, field, inner, depth + 1, other)
         else
            other(inner, key)
         end
      end
   else
      other(name or 'argument 2', value)
   end
   return found
end

--- A list of { name, tensor } in the order of names; other(name, value) is told of what
-- is neither a tensor nor a table.
function named.list(tensors, other)
   local found = visit({}, tensors, nil, 0, other)
   table.sort(found, function(a, b) return a.name < b.name end)
   return found
end

local function refuse(name, value)
   own.raise(('save: %s is %s, expected a tensor or a table of tensors'):format(name,
      describe(value)))
end

local function add(handle, list, notes)
   for _, entry in ipairs(list) do archive.add(handle, entry.name, entry.tensor) end
   local names = {}
   for name in pairs(notes or {}) do table.insert(names, name) end
   table.sort(names)
   for _, name in ipairs(names) do archive.addNote(handle, name, notes[name]) end
   archive.commit(handle)
end

--- Write a table of tensors, and notes if the format has some. The file before is
-- replaced in one step.
function named.save(path, format, tensors, notes)
   named.checkPath('save', path)
   if type(tensors) ~= 'table' then refuse('argument 2', tensors) end
   local list = named.list(tensors, refuse)
   local handle = archive.create(path, format)
   local well, problem = pcall(add, handle, list, notes)
   archive.drop(handle)
   if not well then error(problem, 0) end
end

local function readAll(handle)
   local tensors = {}
   for i = 1, archive.count(handle) do
      tensors[archive.name(handle, i)] = archive.read(handle, i)
   end
   return tensors, archive.notes(handle)
end

--- All tensors of a file by name, and its notes.
function named.load(path, format)
   local handle = archive.open(named.checkPath('load', path), format)
   local well, tensors, notes = pcall(readAll, handle)
   archive.drop(handle)
   if not well then error(tensors, 0) end
   return tensors, notes
end

return named
