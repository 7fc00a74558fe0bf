--- programs.lua - the file that runs, files beside it, programs and compiled modules.

local own = require 'cbind.own'
local lfs = require 'lfs'
local system = require 'cbind.system'
local expect = require 'paths.expect'
local names = require 'paths.names'

local programs = {}

-- The absolute path of the file that the code at a level of the stack comes from; the
-- levels of this file are not counted.
local function fileAt(level)
   local info = debug.getinfo(level + 1, 'S')
   local path = info and info.source:match '^@(.*)'
   return path and names.concat(path)
end

local function checkDepth(name, depth, at)
   return depth == nil and 2 or math.max(1, expect.number(name, depth, at))
end

--- The absolute path of the file that this is called in, or of one beside it; nil, or the
-- name alone, where the code comes from no file. depth: 3 for the caller of the caller.
--
--    print(paths.thisfile 'model.lua') --> model.lua
function programs.thisfile(name, depth)
   expect.optional('thisfile', name)
   local file = fileAt(checkDepth('thisfile', depth, 2))
   if name == nil then return file end
   return file and names.concat(names.dirname(file), name) or name
end

--- Run a file that is named as seen from the file that this is called in; gives what it
-- returns.
--
--    local name = paths.tmpname()
--    local file = io.open(name, 'w')
--    file:write 'return 6 * 7'
--    file:close()
--    print(paths.dofile(name)) --> 42
function programs.dofile(name, depth)
   expect.string('dofile', name)
   local file = fileAt(checkDepth('dofile', depth, 2))
   local path = file and names.concat(names.dirname(file), name) or name
   local run, problem = loadfile(path)
   if not run then own.raise('dofile: ' .. problem) end
   return run()
end

--- The folder of the program that runs.
--
--    print(paths.dirp(paths.execdir())) --> true
function programs.execdir()
   local program = system.program()
   return program and names.dirname(program)
end

--- The path of the first of these programs that $PATH leads to; nil if there is none.
--
--    print(paths.findprogram('no-such-program', 'sh'):match '[^/]+$') --> sh
function programs.findprogram(...)
   for i = 1, select('#', ...) do
      local name = expect.string('findprogram', (select(i, ...)), i)
      for folder in (os.getenv 'PATH' or '.'):gmatch '[^:]+' do
         local path = names.concat(folder, name)
         local found = lfs.attributes(path)
         if found and found.mode ~= 'directory' and found.permissions:find 'x' then
            return path
         end
      end
   end
   return nil
end

local scratch = {}

--- A name for a temporary file, which is removed when the process ends.
--
--    print(paths.filep(paths.tmpname())) --> true
function programs.tmpname()
   if not scratch.guard then
      scratch.guard, scratch.names = newproxy(true), {}
      getmetatable(scratch.guard).__gc = function()
         for _, name in ipairs(scratch.names) do os.remove(name) end
      end
   end
   local name = os.tmpname()
   table.insert(scratch.names, name)
   return name
end

--- Load a compiled module, and let libraries that are loaded later see its names: what
-- `require` gives, for modules in package.cpath.
--
--    print(paths.require 'lfs' == require 'lfs') --> true
function programs.require(name)
   expect.string('require', name)
   if package.loaded[name] then return package.loaded[name] end
   local path, problem = package.searchpath(name, package.cpath)
   if not path then own.raise(("require: module '%s' not found%s"):format(name, problem)) end
   local seen, why = package.loadlib(path, '*')
   local open
   if seen then open, why = package.loadlib(path, 'luaopen_' .. name:gsub('%.', '_')) end
   if not open then own.raise(('require: cannot load %s: %s'):format(path, why)) end
   local module = open(name)
   if package.loaded[name] == nil then
      package.loaded[name] = module == nil and true or module
   end
   return package.loaded[name]
end

return programs
