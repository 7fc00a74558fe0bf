--- cresset.checkpoint - files from which a stopped run goes on bit for bit. A file holds
-- a closed set of records, is written beside its place and moved there in one step, and
-- is believed only if every checksum is right. Format: docs/checkpoint.md.

require 'cbind.own'.add()
local torch = require 'torch'
local cr = require 'cbind'
local file = require 'cbind.file'
local own = require 'cbind.own'
local lfs = require 'lfs'
local describe = require 'torch.explain'.describe
local format = require 'cresset.checkpoint.format'

local checkpoint = {}

-- For specs: end this process as kill -9 does, at the n-th step of saving.
local stopAt = tonumber(os.getenv 'CRESSET_CHECKPOINT_STOP')
local function stoppingPlace()
   if not stopAt then return end
   stopAt = stopAt - 1
   if stopAt == 0 then os.execute 'kill -9 $PPID' end
end

local function exists(path) return lfs.attributes(path, 'mode') == 'file' end

local function checkPath(name, path)
   if type(path) ~= 'string' or path == '' then
      local text = '%s: path is %s, expected the name of a file'
      own.raise(text:format(name, describe(path)))
   end
end

-- The n-th previous file of `path`.
local function previous(path, n) return n == 0 and path or path .. '.' .. n end

-- Give the files up to number `keep` the next number. A file at `path` is linked, not
-- moved, so that there is one at every moment.
local function rotate(path, keep)
   for n = keep - 1, 1, -1 do
      if exists(previous(path, n)) then
         os.rename(previous(path, n), previous(path, n + 1))
         stoppingPlace()
      end
   end
   if keep >= 1 and exists(path) then
      os.remove(previous(path, 1))
      lfs.link(path, previous(path, 1))
      stoppingPlace()
   end
end

-- The folder of a path, and the name in it.
local function split(path)
   local folder, base = path:match '^(.*/)([^/]*)$'
   return folder or './', base or path
end

-- The names in the folder of `path` that begin with its own, as what follows that.
local function siblings(path)
   local folder, base = split(path)
   local list = {}
   if lfs.attributes(folder, 'mode') ~= 'directory' then return list end
   for name in lfs.dir(folder) do
      if name:sub(1, #base) == base then list[#list + 1] = name:sub(#base + 1) end
   end
   return list
end

-- A process that was killed while it saved leaves its unfinished file.
local function removeUnfinished(path)
   for _, ending in ipairs(siblings(path)) do
      local process = ending:match '^%.tmp%.(%d+)%.%d+$'
      if process and not lfs.attributes('/proc/' .. process) then
         os.remove(path .. ending)
      end
   end
end

local function write(handle, parts)
   for _, part in ipairs(parts) do
      file.writeText(handle, part)
      cr.file_synchronize(handle)
      stoppingPlace()
   end
end

--- Write a checkpoint to `path`; what was there becomes path.1, that path.2, ...
-- state: a table whose names are among those of docs/checkpoint.md, with values that
-- torch.save takes. options: keep = 2, how many previous ones stay.
-- Raises if the disk is full or the folder cannot be written; the old file stays then.
function checkpoint.save(path, state, options)
   checkPath('checkpoint.save', path)
   local parts = format.encode(state)
   removeUnfinished(path)
   local handle = file.open('open_atomic', 'checkpoint', path)
   local well, message = pcall(function()
      stoppingPlace()
      write(handle, parts)
      rotate(path, options and options.keep or 2)
      cr.file_commit(handle)
      stoppingPlace()
   end)
   if not well then
      file.drop(handle)
      own.raise((tostring(message):gsub('^[^:]+:%d+: ', '')))
   end
end

local function read(path)
   local source, problem = io.open(path, 'rb')
   if not source then return nil, problem end
   local text = source:read '*a'
   source:close()
   if not text then return nil, 'it cannot be read' end
   return format.decode(text)
end

-- The numbers of the files at `path`, newest first: a save that was cut off may have
-- left a gap in them.
local function numbers(path)
   local list = {}
   for _, ending in ipairs(siblings(path)) do
      list[#list + 1] = ending == '' and 0 or tonumber(ending:match '^%.(%d+)$')
   end
   table.sort(list)
   return list
end

--- The state in the file at `path`; if that is damaged, in the newest previous one that
-- is whole, with a warning. nil and a message if there is none. Returns also the file's
-- name.
function checkpoint.load(path)
   checkPath('checkpoint.load', path)
   local problems = {}
   for _, n in ipairs(numbers(path)) do
      local name = previous(path, n)
      local state, problem = read(name)
      if state then
         if #problems > 0 then
            io.stderr:write(('warning: %s; going on from %s\n'):format(
               table.concat(problems, '; '), name))
         end
         return state, name
      end
      problems[#problems + 1] = ('checkpoint: %s: %s'):format(name, problem)
   end
   if #problems == 0 then
      return nil, ('checkpoint: %s: there is no such file'):format(path)
   end
   return nil, table.concat(problems, '; ')
end

-- What a module keeps beside its parameters, by the names Torch7 gives it.
local BUFFERS = { 'running_mean', 'running_var', 'running_std' }

-- Every buffer of a model, by place: 'running_mean of module 3'.
local function buffersOf(model)
   local list = {}
   for i, module in ipairs(model:listModules()) do
      for _, name in ipairs(BUFFERS) do
         if torch.isTensor(module[name]) then
            list[('%s of module %d'):format(name, i)] = module[name]
         end
      end
   end
   return list
end

--- The records `parameters` and `buffers` of a model: copies.
function checkpoint.ofModel(model)
   local parameters, buffers = {}, {}
   for i, tensor in ipairs((model:parameters())) do parameters[i] = tensor:clone() end
   for name, tensor in pairs(buffersOf(model)) do buffers[name] = tensor:clone() end
   return parameters, buffers
end

-- Raise unless `saved` has the same names as `live`, with tensors of the same shape.
local function compare(what, live, saved)
   for name, tensor in pairs(live) do
      local other = saved[name]
      if not (torch.isTensor(other) and other:isSameSizeAs(tensor)) then
         local text = 'checkpoint: %s %s is %s in the model but %s in the file'
         own.raise(text:format(what, name, describe(tensor), describe(other)))
      end
   end
   for name in pairs(saved) do
      if live[name] == nil then
         local text = 'checkpoint: %s %s is in the file but not in the model'
         own.raise(text:format(what, name))
      end
   end
end

--- Copy parameters and buffers into a model. Raises, and changes nothing, unless all
-- fit.
function checkpoint.intoModel(model, state)
   local parameters, buffers = model:parameters(), buffersOf(model)
   compare('parameter', parameters, state.parameters or {})
   compare('buffer', buffers, state.buffers or {})
   for i, tensor in ipairs(parameters) do tensor:copy(state.parameters[i]) end
   for name, tensor in pairs(buffers) do tensor:copy(state.buffers[name]) end
end

return checkpoint
