--- system.lua - time, terminals, paths and the plainer functions of torch.

local C = require 'cbind.library'
local own = require 'cbind.own'
local class = require 'torch.class'
local system = require 'cbind.system'
local describe = require 'torch.explain'.describe

return function(torch)
   torch.version = '7.0'

   local started

   --- Begin to measure time.
   function torch.tic() started = C.cr_clock_wall() end

   --- Seconds since torch.tic(); printed too if `verbose`.
   function torch.toc(verbose)
      if not started then own.raise 'toc: tic was not called' end
      local seconds = C.cr_clock_wall() - started
      if verbose then print(seconds) end
      return seconds
   end

   --- Whether an open file, io.stdout say, is a terminal.
   function torch.isatty(file)
      if io.type(file) ~= 'file' then
         own.raise(('isatty: file is %s, expected an open file'):format(describe(file)))
      end
      return system.isTerminal(file)
   end

   --- The cores of this machine.
   function torch.getnumcores() return system.cores() end

   --- The folder that the package `name` was loaded from; with a file name, that file.
   function torch.packageLuaPath(name)
      if type(name) ~= 'string' then
         own.raise(('packageLuaPath: name is %s, expected a string'):format(describe(name)))
      end
      local path = package.searchpath(name, package.path)
      return path and path:match '^(.*)/[^/]*$'
   end

   --- Run a file of the package `name`: torch.include('nn', 'Linear.lua').
   function torch.include(name, file)
      local folder = torch.packageLuaPath(name)
      if type(file) ~= 'string' or not folder then
         own.raise(("include: there is no file %s in a package '%s'"):format(describe(file), name))
      end
      return dofile(folder .. '/' .. file)
   end

   --- The elements of a tensor or a storage as Lua tables.
   function torch.totable(object)
      if not torch.isTensor(object) and not torch.isStorage(object) then
         own.raise(('totable: object is %s, expected a tensor or a storage'):format(describe(object)))
      end
      return object:totable()
   end

   --- The constructor of a class, as torch.class put it into its package: nn.Linear.
   function torch.getconstructortable(name)
      local constructor = _G
      for part in tostring(name):gmatch '[^.]+' do
         constructor = type(constructor) == 'table' and constructor[part] or nil
      end
      if not class.getmetatable(name) or constructor == nil then
         own.raise(("getconstructortable: there is no class '%s'"):format(tostring(name)))
      end
      return constructor
   end

   --- Refused: an address says nothing about what lies there.
   function torch.pushudata() own.raise 'pushudata: addresses are not taken' end
end
