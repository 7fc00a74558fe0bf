--- folders.lua - what lies in folders; making and removing them.

local own = require 'cbind.own'
local lfs = require 'lfs'
local expect = require 'paths.expect'
local names = require 'paths.names'
local describe = require 'torch.explain'.describe

local folders = {}

--- The names of what lies in a folder, '.' and '..' among them, in the order in which the
-- system gives them; nil if there is no such folder.
--
--    print(#paths.dir '/etc' > 2, paths.dir '/no/such/folder') --> true nil
function folders.dir(path)
   expect.string('dir', path)
   local well, next, state = pcall(lfs.dir, path)
   if not well then return nil end
   local list = {}
   for name in next, state do list[#list + 1] = name end
   return list
end

-- Walks over those names in a folder for which accept(name) is true.
local function each(path, accept)
   local list, at = folders.dir(path) or {}, 0
   return function()
      repeat at = at + 1 until list[at] == nil or accept(list[at])
      return list[at]
   end
end

--- Walks over the names that lie in a folder: all of them, those that fit a Lua pattern, or
-- those for which a function gives true.
--
--    for name in paths.files('/etc', '^passwd$') do print(name) end --> passwd
function folders.files(path, filter)
   expect.string('files', path)
   if type(filter) == 'string' then
      local pattern = filter
      filter = function(name) return name:find(pattern) end
   elseif filter ~= nil and type(filter) ~= 'function' then
      own.raise(('files: argument 2 is %s, expected a pattern or a function')
         :format(describe(filter)))
   end
   return each(path, filter or function() return true end)
end

local function modeOf(path, name)
   if name == '.' or name == '..' then return nil end
   return lfs.attributes(names.concat(path, name), 'mode')
end

--- Walks over the names of the folders in a folder.
--
--    for name in paths.iterdirs '/usr' do
--       if name == 'lib' then print(name) end --> lib
--    end
function folders.iterdirs(path)
   expect.string('iterdirs', path)
   return each(path, function(name) return modeOf(path, name) == 'directory' end)
end

--- Walks over the names of the files in a folder, folders left out.
--
--    for name in paths.iterfiles '/etc' do
--       if name == 'passwd' then print(name) end --> passwd
--    end
function folders.iterfiles(path)
   expect.string('iterfiles', path)
   return each(path, function(name)
      local mode = modeOf(path, name)
      return mode ~= nil and mode ~= 'directory'
   end)
end

-- true, or nil, 'name: why', and the number of the system's error.
local function result(path, done, why, number)
   if done then return true end
   return nil, path .. ': ' .. tostring(why):gsub('^.*: ', ''), number
end

--- Make a folder, and those above it that are missing: true, or nil and why not.
--
--    local folder = paths.concat(paths.tmpname() .. '.d', 'deep')
--    print(paths.mkdir(folder), paths.dirp(folder)) --> true true
--    print(paths.rmall(paths.dirname(folder), 'yes')) --> true
function folders.mkdir(path)
   local above = names.dirname(expect.string('mkdir', path))
   if above ~= path and lfs.attributes(above, 'mode') ~= 'directory' then
      local done, why, number = folders.mkdir(above)
      if not done then return done, why, number end
   end
   return result(path, lfs.mkdir(path))
end

--- Remove an empty folder: true, or nil and why not.
--
--    local folder = paths.tmpname() .. '.d'
--    paths.mkdir(folder)
--    print(paths.rmdir(folder), paths.dirp(folder)) --> true false
function folders.rmdir(path) return result(path, lfs.rmdir(expect.string('rmdir', path))) end

--- Remove a file, or a folder with all that lies in it; the second argument must be 'yes'.
-- A link is removed, not what it leads to. Gives true, or nil, why not, and where.
--
--    local folder = paths.tmpname() .. '.d'
--    paths.mkdir(paths.concat(folder, 'deep'))
--    print(paths.rmall(folder, 'yes'), paths.dirp(folder)) --> true false
function folders.rmall(path, yes)
   expect.string('rmall', path)
   if yes ~= 'yes' then return nil, "missing second argument ('yes')" end
   local mode = lfs.symlinkattributes(path, 'mode')
   if mode == nil then return nil, 'not a file or directory', path end
   if mode ~= 'directory' then return os.remove(path) end
   for name in each(path, function(name) return name ~= '.' and name ~= '..' end) do
      local inner = path:gsub('/*$', '/') .. name
      local done, why, where = folders.rmall(inner, yes)
      if not done then return nil, why, type(where) == 'string' and where or inner end
   end
   return folders.rmdir(path)
end

return folders
