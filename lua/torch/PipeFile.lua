--- PipeFile.lua - torch.PipeFile(command, mode, quiet): what a shell command writes, with
-- mode 'r', or what it reads, with 'w'.
--
--    print(torch.PipeFile('echo 42'):readInt()) --> 42

local File = require 'torch.File'
local file = require 'cbind.file'
local own = require 'cbind.own'
local checkNames = require 'torch.DiskFile'.checkNames

local PipeFile = File.define('torch.PipeFile', 'torch.DiskFile',
   function(metatable, command, mode, quiet)
      mode = mode == nil and 'r' or mode
      checkNames('PipeFile', command, mode)
      local handle, message = file.try('open_pipe', 'PipeFile', command, mode)
      if not handle then
         if quiet then return nil end
         own.raise(message)
      end
      return setmetatable({ handle = handle, name = command }, metatable)
   end)

function PipeFile:__tostring__()
   return ('torch.PipeFile on <%s> %s'):format(self.name, self:state '')
end
PipeFile.__tostring = PipeFile.__tostring__

return PipeFile
