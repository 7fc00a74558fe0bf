--- Timer.lua - torch.Timer: seconds of the clock on the wall, and of the processor.
--
--    local timer = torch.Timer()
--    print(timer:time().real >= 0) --> true

local C = require 'cbind.library'
local class = require 'torch.class'

local Timer = class.class 'torch.Timer'

local function now()
   return { real = C.cr_clock_wall(), user = C.cr_clock_user(),
      sys = C.cr_clock_system() }
end

--- A timer that runs from now on.
function Timer:__init() self:reset() end

--- Begin at 0 again; a stopped timer stays stopped.
--
--    print(torch.Timer():stop():reset():time().real) --> 0
function Timer:reset()
   local running = not self.since or not self.stopped
   self.gone = { real = 0, user = 0, sys = 0 }
   self.since, self.stopped = now(), not running
   return self
end

--- Halt: time() stays as it is.
--
--    local timer = torch.Timer():stop()
--    print(timer:time().real == timer:time().real) --> true
function Timer:stop()
   self.gone, self.stopped = self:time(), true
   return self
end

--- Go on after a stop.
--
--    local timer = torch.Timer():stop()
--    print(timer:resume():time().real >= 0) --> true
function Timer:resume()
   if self.stopped then self.since, self.stopped = now(), false end
   return self
end

--- Seconds the timer has run: { real = on the wall, user = , sys = of the processor }.
--
--    local time = torch.Timer():time()
--    print(time.real < 1, time.user < 1, time.sys < 1) --> true true true
function Timer:time()
   local total, at = {}, now()
   for name, seconds in pairs(self.gone) do
      total[name] = seconds + (self.stopped and 0 or at[name] - self.since[name])
   end
   return total
end

function Timer:__tostring__()
   return ('torch.Timer: %.6f s'):format(self:time().real)
end

return Timer
