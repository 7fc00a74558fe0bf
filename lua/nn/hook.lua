--- hook.lua - nn.hook: functions that are called after each module of a network ran, with
-- the time it took.
--
--    local net, names = nn.Sequential():add(nn.Linear(3, 2)):add(nn.Tanh()), {}
--    local unhook = nn.hook(net, { forward = function(module)
--       names[#names + 1] = torch.type(module)
--    end })
--    net:forward(torch.rand(3))
--    unhook()
--    print(table.concat(names, ' ')) --> nn.Linear nn.Tanh nn.Sequential

local torch = require 'torch'
local sys = require 'sys'
local nn = require 'nn'
local own = require 'cbind.own'

local METHODS = { forward = { 'updateOutput' },
   backward = { 'updateGradInput', 'accGradParameters', 'backward' } }

-- Let a method of one module call after(module, seconds, ...) with its arguments and then
-- its result. A method that runs inside another of the list is a part of it.
local function wrap(module, name, after, running)
   local method = module[name]
   if type(method) ~= 'function' then return end
   local function finish(began, arguments, count, ...)
      running[module] = nil
      arguments[count + 1] = (...)
      after(module, sys.clock() - began, unpack(arguments, 1, count + 1))
      return ...
   end
   rawset(module, name, function(self, ...)
      if running[module] then return method(self, ...) end
      running[module] = true
      return finish(sys.clock(), { ... }, select('#', ...), method(self, ...))
   end)
end

--- hook: call functions.forward(module, seconds, input, output) after each module of a
-- network, inner ones before outer ones, and functions.backward(module, seconds, input,
-- gradOutput, ...) after each part of the backward pass. Gives a function that takes the
-- hooks off. A network with hooks is slower, and cannot be saved.
function nn.hook(network, functions)
   if not torch.isTypeOf(network, 'nn.Module') or type(functions) ~= 'table' then
      own.raise 'hook: expected a module and a table of functions'
   end
   local kept = {}
   for what in pairs(functions) do
      if not METHODS[what] then
         own.raise(("hook: there is no hook '%s', only forward and backward"):format(
            tostring(what)))
      end
   end
   for _, module in ipairs(network:listModules()) do
      for what, after in pairs(functions) do
         local running = {}
         for _, name in ipairs(METHODS[what]) do
            kept[#kept + 1] = { module, name, rawget(module, name) }
            wrap(module, name, after, running)
         end
      end
   end
   return function()
      for i = #kept, 1, -1 do rawset(kept[i][1], kept[i][2], kept[i][3]) end
      kept = {}
   end
end

return nn.hook
