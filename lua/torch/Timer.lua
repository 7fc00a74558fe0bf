--- Timer.lua - torch.Timer: seconds of the clock on the wall, and of the processor.

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
function Timer:reset()
   local running = not self.since or not self.stopped
   self.gone = { real = 0, user = 0, sys = 0 }
   self.since, self.stopped = now(), not running
   return self
end

--- Halt, and go on.
function Timer:stop()
   self.gone, self.stopped = self:time(), true
   return self
end

function Timer:resume()
   if self.stopped then self.since, self.stopped = now(), false end
   return self
end

--- Seconds the timer has run: { real = on the wall, user = , sys = of the processor }.
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
