--- optim - optimisers over a flat parameter vector, and records of training.
-- optim.NAME loads optim/NAME.lua at its first use. Every optimiser is called as
-- x, {f} = optim.NAME(opfunc, x, config, state): opfunc(x) returns f and df/dx; x is
-- changed in place, df/dx is not; config holds the options, state what is kept between
-- calls (default: config).

require 'cbind.own'.add()

local function load(self, name)
   if type(name) ~= 'string' then return nil end
   if not package.searchpath('optim.' .. name, package.path) then return nil end
   local made = require('optim.' .. name)
   if rawget(self, name) == nil then rawset(self, name, made) end
   return rawget(self, name)
end

optim = setmetatable({}, { __index = load })
package.loaded.optim = optim
return optim
