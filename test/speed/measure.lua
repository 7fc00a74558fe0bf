--- measure.lua - times a function as test/speed/peer_pytorch.py does: warm-up, then
-- repeats of
-- at least 40 ms each, the median of which counts.

local C = require 'cbind.library'

local function median(list)
   table.sort(list)
   local n = #list
   return n % 2 == 1 and list[(n + 1) / 2] or (list[n / 2] + list[n / 2 + 1]) / 2
end

-- Seconds of `count` calls of work, by a clock.
local function seconds(clock, work, count)
   local began = clock()
   for _ = 1, count do work() end
   return clock() - began
end

local function warmUp(work)
   local began, calls = C.cr_clock_wall(), 0
   while calls < 2 or C.cr_clock_wall() - began < 0.05 do
      work()
      calls = calls + 1
      if calls >= 2 and C.cr_clock_wall() - began > 2 then return end
   end
end

--- { ms, ms_min, reps, inner, ... } of one workload.
-- work: { run = function, flops =, bytes = }. options: { clock = 'cpu' or 'wall', reps,
-- budget }.
local function measure(work, options)
   local clock = options.clock == 'cpu' and C.cr_clock_cpu or C.cr_clock_wall
   warmUp(work.run)
   local one = math.max(seconds(clock, work.run, 1), 1e-7)
   local inner = math.max(1, math.ceil(0.04 / one))
   if inner > 3 then
      one = math.max(seconds(clock, work.run, inner), 1e-7) / inner
      inner = math.max(1, math.ceil(0.04 / one))
   end
   local reps = math.max(7, options.reps, math.min(31,
      math.floor(options.budget / (one * inner))))
   local times, faults = {}, tonumber(C.cr_clock_faults())
   for i = 1, reps do times[i] = seconds(clock, work.run, inner) / inner * 1e3 end
   faults = (tonumber(C.cr_clock_faults()) - faults) / (reps * inner)
   local ms = median(times)
   return { ms = ms, ms_min = times[1], reps = reps, inner = inner, faults = faults,
      gflops = work.flops and work.flops / ms / 1e6, gbps = work.bytes
         and work.bytes / ms / 1e6 }
end

return { measure = measure, median = median }
