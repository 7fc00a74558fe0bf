--- main.lua - a program that calls functions with arguments made to hurt.
--
--    luajit test/support/hostile/main.lua ROOT SEED CALLS AREA NAME ...
--
-- ROOT is the tree; AREA one of the files beside this one; NAME a name that it lists.

local root = arg[1]
for _, pattern in ipairs { '/?.lua', '/?/init.lua', '/lua/?.lua', '/lua/?/init.lua' } do
   package.path = root .. pattern .. ';' .. package.path
end
local MEMORY = 2 ^ 30 -- bytes that tensors may hold: calls ask for much more

local torch = require 'torch'
local cr = require 'cbind'
local values = require 'test.support.hostile.values'
local subjects = require('test.support.hostile.' .. arg[4])

function _G.print() end -- some functions print what they are given
io.output '/dev/null'
cr.memory_limit(MEMORY)
for i = 5, #arg do
   values.seed(tonumber(arg[2]))
   subjects.attack(arg[i], tonumber(arg[3]), root)
   torch.setdefaulttensortype 'torch.DoubleTensor'
end
