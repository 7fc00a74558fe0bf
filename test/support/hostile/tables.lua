--- tables.lua - functions of modules that are tables of functions: xlua.progress.

local call = require 'test.support.hostile.call'
local values = require 'test.support.hostile.values'

local subjects = {}

local MODULES = { 'xlua', 'sys', 'paths', 'cresset.data', 'cresset.checkpoint', 'cresset.picture',
   'cresset.interrupt' }

-- They wait, run what they are given, fetch, or change what a Lua state is made of.
local spared = { sleep = true, usleep = true, execute = true, fexecute = true, dofile = true,
   require = true, clear = true, clearall = true, unpack = true, unpack_class = true,
   ['cresset.data.path'] = true, mnist = true, hold = true, error = true, usage = true,
   rmall = true, findprogram = true, installed = true, fpath = true, evaluate = true,
   trycatch = true }

function subjects.names()
   local names = {}
   for _, module in ipairs(MODULES) do
      for name, value in pairs(require(module)) do
         local full = module .. '.' .. name
         if type(value) == 'function' and not spared[name] and not spared[full] then
            names[#names + 1] = full
         end
      end
   end
   return names
end

function subjects.attack(name, calls)
   local module, short = name:match '^(.*)%.(.-)$'
   local f = require(module)[short]
   for _ = 1, calls do
      local list, count = values.anything()
      call(name, f, list, count, 'any')
   end
end

return subjects
