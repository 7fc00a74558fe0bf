--- convert.lua - `cresset convert IN OUT`: files of tensors from one form into another,
-- which their names tell.

local torch = require 'torch'
local archive = require 'cbind.archive'
local named = require 'cresset.named'
local npy = require 'cresset.npy'
local safetensors = require 'cresset.safetensors'

local HELP = [=[
Usage: cresset convert [--ascii] [--functions] IN OUT
   IN and OUT end in .t7, .npy, .npz or .safetensors.
   --ascii      write .t7 as text
   --functions  read .t7 although it holds functions, if you trust it
What lies in tables and objects gets names with dots: modules.1.weight. Values that are
no tensors are left out where OUT holds tensors only, and are told of.
]=]

local flags = { ['--ascii'] = 'ascii', ['--functions'] = 'functions', ['--help'] = 'help' }

local function parse(words)
   local chosen = {}
   for _, word in ipairs(words) do
      if flags[word] then
         chosen[flags[word]] = true
      elseif word:sub(1, 1) == '-' then
         error(("convert: there is no flag '%s'"):format(word), 0)
      else
         table.insert(chosen, word)
      end
   end
   if not chosen.help and #chosen ~= 2 then
      error(('convert: %d file names are given, expected 2: IN and OUT'):format(#chosen), 0)
   end
   return chosen
end

-- Text begins with the digit of a kind and the end of its line, bytes with the kind itself.
local function modeOf(path)
   local file = io.open(path, 'rb')
   local first = file and file:read(1)
   if file then file:close() end
   return first and first:match '%d' and 'ascii' or 'binary'
end

-- The values of a file that holds tensors only: a list of { name, tensor }.
local function tensorsOf(object)
   local left = {}
   local list = named.list('convert', object, function(name, value)
      table.insert(left, ('%s (%s)'):format(name, torch.type(value)))
   end)
   if #left > 0 then
      io.stderr:write(('left out, being no tensors: %s%s\n'):format(
         table.concat(left, ', ', 1, math.min(#left, 8)),
         #left > 8 and (' and %d more'):format(#left - 8) or ''))
   end
   if #list == 1 and not list[1].name then list[1].name = 'tensor' end
   return list
end

local readers, writers = {}, {}

function readers.t7(path, chosen)
   return torch.load(path, modeOf(path), { functions = chosen.functions or false })
end
function readers.npy(path) return npy.load(path) end
function readers.npz(path) return (named.load(path, archive.NPZ)) end
function readers.safetensors(path) return safetensors.load(path) end

function writers.t7(path, object, chosen)
   torch.save(path, object, chosen.ascii and 'ascii' or 'binary')
end

function writers.npy(path, object)
   local list = tensorsOf(object)
   if #list ~= 1 then
      error(('convert: there are %d tensors, but a .npy file holds one; write .npz')
         :format(#list), 0)
   end
   npy.save(path, list[1].tensor)
end

function writers.npz(path, object)
   named.write(path, archive.NPZ, tensorsOf(object))
end

function writers.safetensors(path, object, _, notes)
   named.write(path, archive.SAFETENSORS, tensorsOf(object), notes)
end

local function formOf(path)
   local form = path:match '%.(%w+)$'
   if readers[form] then return form end
   error(("convert: '%s' does not end in .t7, .npy, .npz or .safetensors"):format(path), 0)
end

return function(_, words)
   local chosen = parse(words)
   if chosen.help then
      io.write(HELP)
      return 0
   end
   local read, write = readers[formOf(chosen[1])], writers[formOf(chosen[2])]
   for _, name in ipairs { 'nn', 'optim' } do pcall(require, name) end
   local object, notes = read(chosen[1], chosen)
   write(chosen[2], object, chosen, notes)
end
