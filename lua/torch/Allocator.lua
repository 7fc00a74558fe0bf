--- Allocator.lua - torch.Allocator: in Torch7, what manages memory. It makes no objects here,
-- for there is one cache that does.
--
--    print((pcall(torch.Allocator))) --> false

local class = require 'torch.class'
local own = require 'cbind.own'

class.newmetatable('torch.Allocator', nil, function()
   own.raise 'Allocator: memory comes from the one cache that Cresset has'
end)
