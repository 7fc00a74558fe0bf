--- moved.lua - what must hold for a tree that was installed in one place and moved to
-- another: the library is found, and errors point at the user's line.

local assert = require 'luassert'
local program = require 'test.support.program'

local script = [[
   local torch = require 'torch'
   print(torch.FloatTensor(2):fill(3)[2])
   torch.FloatTensor(2):add('x', {})
]]

--- command: how to run a script, in the shell. Nothing of this tree is in reach.
return function(command)
   local path = program.file(script)
   local output, complaint, status = program.shell(('cd / && env -u CRESSET_LIBRARY '
      .. '-u LUA_PATH -u LUA_CPATH %s %s'):format(command, path))
   assert.are.equal('3\n', output, complaint)
   assert.are.equal(1, status)
   local line = path:gsub('%p', '%%%0') .. ':3: add: '
   assert.is_truthy(complaint:match('^' .. line) or complaint:match('^luajit: ' .. line),
      complaint)
   os.remove(path)
end
