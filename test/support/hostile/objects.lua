--- objects.lua - methods of files, timers, generators and other objects: DiskFile:seek.

local optim = require 'optim'
local torch = require 'torch'
local call = require 'test.support.hostile.call'
local values = require 'test.support.hostile.values'
local random, pick = values.random, values.pick

local subjects = {}

local function aFile(make)
   return function()
      local file = make()
      if random(2) == 1 then file:binary() end
      if random(2) == 1 then file:quiet() end
      return file
   end
end

local function diskFile()
   local file = torch.DiskFile('there', 'w')
   file:writeInt(7)
   file:writeObject { torch.randn(2), 'a' }
   file:close()
   return torch.DiskFile('there', pick { 'r', 'rw', 'w' })
end

local function memoryFile()
   if random(2) == 1 then return torch.MemoryFile(pick { 'w', 'rw' }) end
   return torch.MemoryFile(torch.CharStorage():string '1 2 3 4\n2 a\0', 'rw')
end

local makers = {
   DiskFile = aFile(diskFile), MemoryFile = aFile(memoryFile),
   PipeFile = aFile(function() return torch.PipeFile('echo 1 2 3', 'r') end),
   Timer = function() return torch.Timer() end,
   Generator = function() return torch.Generator() end,
   CmdLine = function()
      local cmd = torch.CmdLine()
      cmd:option('-a', 1, 'text')
      cmd:argument('-b', 'text')
      return cmd
   end,
   ConfusionMatrix = function() return optim.ConfusionMatrix(3) end,
   Logger = function() return optim.Logger 'log' end,
}

-- They end the process or draw windows; close is called at the end of each object.
local spared = { plot = true, error = true, new = true }

function subjects.names()
   local names = {}
   for name in pairs(makers) do
      for _, list in ipairs { torch.getmetatable('torch.' .. name) or {},
         name:match 'File$' and torch.getmetatable 'torch.File' or {},
         torch.getmetatable('optim.' .. name) or {} } do
         for method, value in pairs(list) do
            if type(value) == 'function' and not method:match '^__' and not spared[method] then
               names[#names + 1] = name .. ':' .. method
            end
         end
      end
   end
   return names
end

function subjects.attack(name, calls)
   local class, method = name:match '^(.*):(.*)$'
   local file = assert(io.open('there', 'w'))
   file:write '1 2 3'
   file:close()
   for _ = 1, calls / 4 do
      local object = makers[class]()
      for _ = 1, 4 do
         local list, count = values.anything()
         table.insert(list, 1, object)
         call(name, object[method], list, count + 1, 'any')
      end
      if object.close then pcall(object.close, object) end
   end
end

return subjects
