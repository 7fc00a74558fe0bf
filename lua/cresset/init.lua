--- cresset - what Torch7 did not have, under one name: cresset.npy, cresset.memory, ...
-- Each is loaded when it is first named.

require 'cbind.own'.add()

return setmetatable({}, { __index = function(self, name)
   local module = 'cresset.' .. tostring(name)
   if name == 'main' or not package.searchpath(module, package.path) then return nil end
   local loaded = require(module)
   rawset(self, name, loaded)
   return loaded
end })
