--- interrupt.lua - let a program end what it does before Ctrl-C or SIGTERM stop it.
-- While signals are held nothing is raised; ask waiting() where stopping is safe. A
-- second signal ends the process at once. Signals are those the program `cresset`
-- watches.

local flag = require 'cbind.check'.flag

local interrupt = {}

--- From now on signals wait.
function interrupt.hold()
   if flag[1] == 0 then flag[1] = 1 end
end

--- Whether one is waiting.
function interrupt.waiting() return flag[1] == 2 end

--- Let signals raise 'interrupted' again; one that waited does so at the next call.
function interrupt.release()
   if flag[1] == 2 then flag[0] = 1 end
   flag[1] = 0
end

return interrupt
