--- system.lua - the plainer functions of torch: time, terminals, paths, addresses.

local C = require 'cbind.library'
local own = require 'cbind.own'
local class = require 'torch.class'
local tensor = require 'cbind.tensor'
local process = require 'cbind.system'
local describe = require 'torch.explain'.describe

--- torch.version: the version of Torch that programs may expect.
--
--    print(torch.version) --> 7.0
local system = { version = '7.0' }
local started

local function refuse(name, what, value, expected)
   own.raise(('%s: %s is %s, expected %s'):format(name, what, describe(value), expected))
end

--- Begin to measure time.
--
--    torch.tic()
--    print(torch.toc() < 1) --> true
function system.tic() started = C.cr_clock_wall() end

--- Seconds since torch.tic(); printed too if `verbose`.
--
--    torch.tic()
--    print(torch.toc() >= 0) --> true
function system.toc(verbose)
   if not started then own.raise 'toc: tic was not called' end
   local seconds = C.cr_clock_wall() - started
   if verbose then print(seconds) end
   return seconds
end

--- Whether an open file, io.stdout say, is a terminal.
--
--    print(torch.isatty(io.tmpfile())) --> false
function system.isatty(file)
   if io.type(file) ~= 'file' then refuse('isatty', 'file', file, 'an open file') end
   return process.isTerminal(file)
end

--- The cores of this machine.
--
--    print(torch.getnumcores() >= 1) --> true
function system.getnumcores() return process.cores() end

--- getnumthreads, setnumthreads: the threads that kernels may use; results never depend on
-- their number.
--
--    local count = torch.getnumthreads()
--    torch.setnumthreads(1)
--    print(torch.getnumthreads()) --> 1
--    torch.setnumthreads(count)
local threads = C.cr_threads
function system.getnumthreads() return threads() end
function system.setnumthreads(count)
   if type(count) ~= 'number' or count % 1 ~= 0 or math.abs(count) > 2 ^ 30 then
      refuse('setnumthreads', 'count', count, 'a whole number')
   end
   require 'cbind'.threads_use(count)
end

--- A number that is the same for the same object: two names of one storage, say.
--
--    local x = torch.ones(2)
--    print(torch.pointer(x:storage()) == torch.pointer(x:view(1, 2):storage())) --> true
function system.pointer(object)
   if tensor.isTensor(object) then
      return tensor.address(object)
   elseif tensor.isStorage(object) then
      return tensor.address(object.owner)
   elseif object == nil or type(object) == 'number' or type(object) == 'boolean' then
      refuse('pointer', 'object', object, 'one that lies in memory')
   end
   return tonumber((('%p'):format(object):gsub('^0x', '')), 16)
end

--- Whether two values are the same object, two names of one storage too.
--
--    local x = torch.ones(2)
--    print(torch.isequal(x, x), torch.isequal(x, x:clone())) --> true false
--    print(torch.isequal(x:storage(), x:storage())) --> true
function system.isequal(a, b)
   if tensor.isStorage(a) and tensor.isStorage(b) then return a.owner == b.owner end
   return rawequal(a, b)
end

local environments = setmetatable({}, { __mode = 'k' })

local function refuseEnvironment(name, object)
   local kind = type(object)
   if kind ~= 'function' and kind ~= 'userdata' and kind ~= 'cdata' then
      refuse(name, 'object', object, 'a function or a Torch object')
   end
   return kind
end

--- torch.getenv, torch.setenv: the table in which a function finds its globals, or one that
-- goes with a tensor or a storage.
--
--    local function answer() return number end
--    torch.setenv(answer, { number = 42 })
--    print(answer(), torch.getenv(answer).number) --> 42 42
function system.getenv(object)
   if refuseEnvironment('getenv', object) ~= 'cdata' then return debug.getfenv(object) end
   environments[object] = environments[object] or {}
   return environments[object]
end

function system.setenv(object, environment)
   local kind = refuseEnvironment('setenv', object)
   if type(environment) ~= 'table' then
      refuse('setenv', 'environment', environment, 'a table')
   end
   if kind == 'cdata' then
      environments[object] = environment
   else
      debug.setfenv(object, environment)
   end
end

--- Torch7's switch between counting and not counting the memory of tensors towards garbage
-- collection. Here it is always counted.
--
--    torch.setheaptracking(true)
function system.setheaptracking(on)
   if type(on) ~= 'boolean' then refuse('setheaptracking', 'on', on, 'true or false') end
end

--- torch.updateerrorhandlers, torch.updatethreadlocals: what Torch7 needs where a Lua state
-- goes to another thread. Here nothing is kept by thread, so they do nothing.
--
--    torch.updatethreadlocals()
function system.updateerrorhandlers() end
function system.updatethreadlocals() end

--- Refused: C types get their methods from cbind alone.
--
--    print((pcall(torch.metatype, 'torch.Mine'))) --> false
function system.metatype() own.raise 'metatype: the methods of C types are fixed' end

--- The folder that the package `name` is loaded from; nil if there is none.
--
--    print(torch.packageLuaPath 'torch':match '[^/]+$') --> torch
function system.packageLuaPath(name)
   if type(name) ~= 'string' then refuse('packageLuaPath', 'name', name, 'a string') end
   local path = package.searchpath(name, package.path)
   return path and path:match '^(.*)/[^/]*$'
end

--- Run a file of the package `name`, and give what it returns.
--
--    print(torch.include('torch', 'colors.lua').none == '\27[0m') --> true
function system.include(name, file)
   if type(name) ~= 'string' then refuse('include', 'name', name, 'a string') end
   local folder = system.packageLuaPath(name)
   local run, problem = nil, ("no package '%s'"):format(name)
   if type(file) ~= 'string' then refuse('include', 'file', file, 'a string') end
   if folder then run, problem = loadfile(folder .. '/' .. file) end
   if not run then own.raise('include: ' .. problem) end
   return run()
end

--- The elements of a tensor or a storage as Lua tables.
function system.totable(object)
   if not tensor.isTensor(object) and not tensor.isStorage(object) then
      refuse('totable', 'object', object, 'a tensor or a storage')
   end
   return object:totable()
end

--- The constructor of a class, as torch.class put it into its package: nn.Linear.
--
--    print(torch.getconstructortable 'torch.Timer' == torch.Timer) --> true
function system.getconstructortable(name)
   local constructor = type(name) == 'string' and class.getmetatable(name) and _G or nil
   for part in tostring(name):gmatch '[^.]+' do
      constructor = type(constructor) == 'table' and constructor[part] or nil
   end
   if constructor == nil then
      refuse('getconstructortable', 'name', name, 'the name of a class')
   end
   return constructor
end

--- Refused: an address says nothing about what lies there.
--
--    print((pcall(torch.pushudata, 1))) --> false
function system.pushudata() own.raise 'pushudata: addresses are not taken' end

return system
