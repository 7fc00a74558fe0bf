--- nn - neural network layers. nn.Name loads lua/nn/Name.lua on first use.
-- An unknown name is nil, as in Torch7; pairs(nn) sees the classes loaded so far.

require 'torch'
require 'cbind.own'.add()

local class = require 'torch.class'

local nn = {}
package.loaded.nn = nn
_G.nn = nn -- as Torch7 programs expect

-- A file that is being loaded counts as loaded: its class does not exist yet.
local function load(_, name)
   if type(name) ~= 'string' or not name:match '^[%a_][%w_]*$' or name == 'init' then
      return nil
   end
   local module = 'nn.' .. name
   if package.loaded[module] or not package.searchpath(module, package.path) then
      return nil
   end
   local value = require(module)
   if rawget(nn, name) == nil then rawset(nn, name, value) end
   return rawget(nn, name)
end
setmetatable(nn, { __index = load })

-- torch.class('x.Y', 'nn.Linear') and torch.load meet class names before nn.Linear is
-- used.
local function loadClass(list, name)
   local short = type(name) == 'string' and name:match '^nn%.([%w_]+)$'
   if short and rawget(nn, short) == nil then load(nn, short) end
   return rawget(list, name)
end
setmetatable(class.metatables, { __index = loadClass })
setmetatable(class.factories, { __index = loadClass })

require 'nn.Module'
require 'nn.Criterion'
require 'nn.where'

return nn
