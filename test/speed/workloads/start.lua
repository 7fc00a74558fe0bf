--- start.lua - the time of whole processes.

local C = require 'cbind.library'
local median = require 'measure'.median

-- Median milliseconds of processor and wall time of a command, and its peak memory in MB.
local function timed(code)
   local launcher = arg[-1] or 'luajit'
   local script = os.tmpname()
   local file = assert(io.open(script, 'w'))
   file:write(('package.path = %q\n'):format(package.path), code)
   file:close()
   local wall, user, memory = {}, {}, {}
   for i = 1, 8 do
      local began = C.cr_clock_wall()
      local pipe = io.popen(("%s %s"):format(launcher, script))
      local out = pipe:read '*a'
      pipe:close()
      if i > 1 then
         wall[#wall + 1] = (C.cr_clock_wall() - began) * 1e3
         local cpu, rss = out:match '([%d.]+)%s+([%d.]+)'
         user[#user + 1], memory[#memory + 1] = tonumber(cpu), tonumber(rss)
      end
   end
   os.remove(script)
   return { ms = median(user), ms_min = user[1], wall_ms = median(wall),
      rss_mb = median(memory) }
end

local tail = [[
local rss
for line in io.lines '/proc/self/status' do rss = rss or line:match 'VmHWM:%s+(%d+)' end
print(os.clock() * 1e3, rss / 1024)
]]

return function(define)
   define('start.import', function() return timed("require 'torch' require 'nn' "
      .. tail) end)

   define('start.first_train_step', function()
      return timed([[
         local torch, nn, optim = require 'torch', require 'nn', require 'optim'
         torch.setdefaulttensortype 'torch.FloatTensor'
         local net = nn.Sequential():add(nn.Linear(4, 64)):add(nn.ReLU()):add(nn.Linear(64, 64))
            :add(nn.ReLU()):add(nn.Linear(64, 2))
         local criterion, x, y = nn.MSECriterion(), torch.randn(32, 4), torch.randn(32, 2)
         local parameters, gradients = net:getParameters()
         optim.adam(function()
            gradients:zero()
            local loss = criterion:forward(net:forward(x), y)
            net:backward(x, criterion:backward(net.output, y))
            return loss, gradients
         end, parameters, {})
      ]] .. tail)
   end)
end
