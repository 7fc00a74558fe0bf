--- levels.lua - run a check at every CPU level of this machine.

local cr = require 'cbind'

--- Calls check(level) with v2, v3, v4 in use, as far as the machine has them.
return function(check)
   local best = os.getenv 'CRESSET_CPU'
   for _, level in ipairs { 'v2', 'v3', 'v4' } do
      if pcall(cr.cpu_use_level, level) then
         best = level
         check(level)
      end
   end
   pcall(cr.cpu_use_level, os.getenv 'CRESSET_CPU' or best)
end
