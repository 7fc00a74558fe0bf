--- timings.lua - nn.timings: how long each module of a network takes.
--
--    local net = nn.Sequential():add(nn.Linear(3, 2)):add(nn.Tanh())
--    local list = nn.timings(net, function()
--       net:forward(torch.rand(3))
--       net:backward(torch.rand(3), torch.rand(2))
--    end)
--    print(#list, list[1].name, list[2].calls) --> 3 nn.Sequential 1

local nn = require 'nn'

local Timings = {}
Timings.__index = Timings

local function milliseconds(seconds) return ('%10.3f'):format(seconds * 1000) end

function Timings:__tostring()
   local lines = { '   forward   backward  calls  module (milliseconds)' }
   for _, row in ipairs(self) do
      lines[#lines + 1] = ('%s %s %6d  %s'):format(milliseconds(row.forward),
         milliseconds(row.backward), row.calls, row.name)
   end
   return table.concat(lines, '\n')
end

--- timings: call a function that uses the network, and give a row for each module, outer
-- before inner: { name, module, forward, backward, calls }, times in seconds. Those of a
-- container include those of what is inside it. print(nn.timings(...)) shows a table.
function nn.timings(network, f)
   local list, rows = setmetatable({}, Timings), {}
   for i, module in ipairs(network:listModules()) do
      local name = tostring(module):match '^[^\n{]*':gsub('%s+$', '')
      rows[module] = { name = name, module = module, forward = 0, backward = 0, calls = 0 }
      list[i] = rows[module]
   end
   local unhook = nn.hook(network, {
      forward = function(module, seconds)
         local row = rows[module]
         row.forward, row.calls = row.forward + seconds, row.calls + 1
      end,
      backward = function(module, seconds)
         rows[module].backward = rows[module].backward + seconds
      end })
   local ok, problem = pcall(f)
   unhook()
   if not ok then error(problem, 0) end
   return list
end

return nn.timings
