--- named.lua - tables of tensors as files of tensors with names, and back.
-- A tensor in a table within a table has the name of both, with a dot between them.

require 'cbind.own'.add()
local archive = require 'cbind.archive'
local own = require 'cbind.own'
local tensor = require 'cbind.tensor'
local describe = require 'torch.explain'.describe

local DEEPEST = 100 -- tables within tables
local MOST = 1e6    -- tables: those shared are met again and again
local named = {}

--- The file name, checked.
function named.checkPath(task, path)
   if type(path) ~= 'string' then
      own.raise(('%s: file name is %s, expected a string'):format(task, describe(path)))
   end
   return path
end

-- Numbers first, and in their order; then strings.
local function before(a, b)
   if type(a) == type(b) then return a < b end
   return type(a) == 'number'
end

-- The keys of a table that are numbers or strings; other(name, key) is told of others.
local function keysOf(value, name, other)
   local keys = {}
   for key in pairs(value) do
      local known = type(key) == 'string' or type(key) == 'number'
      if known then table.insert(keys, key) else other(name, key) end
   end
   table.sort(keys, before)
   return keys
end

-- Walk through tables within tables, but not in circles.
local function visit(state, value, name, depth)
   if tensor.isTensor(value) then
      table.insert(state.found, { name = name, tensor = value })
   elseif type(value) == 'table' and depth < DEEPEST and not state.above[value] then
      state.tables = state.tables + 1
      if state.tables > MOST then own.raise(state.task .. ': there are too many tables') end
      state.above[value] = true
      for _, key in ipairs(keysOf(value, name or 'argument 2', state.other)) do
         visit(state, value[key], (name and name .. '.' or '') .. key, depth + 1)
      end
      state.above[value] = nil
   else
      state.other(name or 'argument 2', value)
   end
end

--- A list of { name, tensor } in a table, in its order; other(name, value) is told of
-- what is neither a tensor nor a table, or a table within itself.
function named.list(task, tensors, other)
   local state = { task = task, found = {}, above = {}, tables = 0, other = other }
   visit(state, tensors, nil, 0)
   return state.found
end

local function refuse(name, value)
   own.raise(('save: %s is %s, expected a tensor or a table of tensors'):format(name,
      describe(value)))
end

-- Add everything to an open archive, and put it in its place.
local function add(handle, list, notes)
   for _, entry in ipairs(list) do archive.add(handle, entry.name, entry.tensor) end
   local names = {}
   for name in pairs(notes or {}) do table.insert(names, name) end
   table.sort(names)
   for _, name in ipairs(names) do archive.addNote(handle, name, notes[name]) end
   archive.commit(handle)
end

--- Write a list of { name, tensor }, and notes if the format has some. The file before
-- is replaced in one step.
function named.write(path, format, list, notes)
   local handle = archive.create(path, format)
   local well, problem = pcall(add, handle, list, notes)
   archive.drop(handle)
   if not well then error(problem, 0) end
end

--- Write a table of tensors.
function named.save(path, format, tensors, notes)
   named.checkPath('save', path)
   if type(tensors) ~= 'table' then refuse('argument 2', tensors) end
   named.write(path, format, named.list('save', tensors, refuse), notes)
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
