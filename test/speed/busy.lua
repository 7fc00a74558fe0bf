--- busy.lua - what two threads cost and gain on a machine that is busy with other work.
-- Run by `make limits`: starts as many endless processes as there are cores, then times a
-- chain of kernels with one thread and with two, in turn. Prints the ratio of wall times;
-- above 1.10 two threads would be slower than one, which the pool must never be.

local torch = require 'torch'
local C = require 'cbind.library'
local median = require 'test.speed.measure'.median

local cores = tonumber(io.popen 'nproc':read '*l')
local load = {}
for i = 1, cores do
   local shell = io.popen "sh -c 'while :; do :; done' >/dev/null 2>&1 & echo $!"
   load[i] = shell:read '*l'
   shell:close()
end

local x, y = torch.FloatTensor(1000000):fill(0.5), torch.FloatTensor(1000000)

local function seconds(threads)
   torch.setnumthreads(threads)
   local began = C.cr_clock_wall()
   for _ = 1, 20 do
      torch.exp(y, x)
      y:add(1):log()
   end
   return C.cr_clock_wall() - began
end

local ratios = {}
for i = 1, 15 do
   local one, two = seconds(1), seconds(2)
   ratios[i] = two / one
end
for _, process in ipairs(load) do os.execute('kill ' .. process) end
local ratio = median(ratios)
print(('busy machine, %d cores: two threads take %.2f of one thread\'s time (%.2f to %.2f)'):format(cores, ratio,
   ratios[1], ratios[#ratios]))
if ratio > 1.10 then os.exit(1) end
