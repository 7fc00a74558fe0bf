--- setup.lua - `cresset setup`: what was found here, what is missing, how to get it.

local C = require 'cbind.library'
local probe = require 'cbind.probe'
local text = require 'cbind.tensor'.string

local function firstMatch(path, pattern)
   for line in io.lines(path) do
      local found = line:match(pattern)
      if found then return found end
   end
end

local function processor()
   local model = firstMatch('/proc/cpuinfo', '^model name%s*:%s*(.*)') or jit.arch
   return ('%s; kernels for %s'):format(model, text(C.cr_cpu_level()))
end

local function memory()
   local function gigabytes(name)
      return firstMatch('/proc/meminfo', '^' .. name .. ':%s*(%d+)') / 1e6
   end
   return ('%.1f GB, %.1f GB of it free'):format(gigabytes 'MemTotal',
      gigabytes 'MemAvailable')
end

local function program(name)
   return function()
      local found = os.execute('command -v ' .. name .. ' >/dev/null 2>&1') == 0
      return found and 'found'
   end
end

local function module(name)
   return function()
      return package.searchpath(name, package.path)
         or package.searchpath(name, package.cpath)
   end
end

local function driver() return probe.opens('cuda', 'libcuda.so.1') and 'driver found' end
local function data() return os.getenv 'CRESSET_DATA' end

-- What a user may miss: name, how to find it, what for, where it comes from.
local extras = {
   { 'OpenBLAS', probe.openblas, 'linear algebra', 'libopenblas0' },
   { 'CUDA', driver, 'tensors on a GPU', "NVIDIA's driver" },
   { 'gnuplot', program 'gnuplot', 'plots', 'gnuplot-nox' },
   { 'curl', program 'curl', 'downloads', 'curl' },
   { 'lfs', module 'lfs', 'folders', 'lua-filesystem' },
   { 'pl', module 'pl.path', 'Penlight', 'lua-penlight' },
   { 'dkjson', module 'dkjson', 'JSON', 'lua-dkjson' },
   { 'data', data, 'MNIST and others', 'set CRESSET_DATA to the folder that holds them' },
}

local function say(name, what) print(('%-11s %s'):format(name, what)) end

return function(launcher)
   say('Cresset', launcher.version .. ' in ' .. launcher.root)
   say('LuaJIT', jit.version:match ' (.*)' .. (jit.status() and '' or ', compiler off'))
   say('processor', processor())
   say('threads', tostring(C.cr_threads()))
   say('memory', memory())
   for _, extra in ipairs(extras) do
      local name, find, purpose, source = unpack(extra)
      say(name, find() or ('not found (%s); to get it: %s'):format(purpose, source))
   end
end
