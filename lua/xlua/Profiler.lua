--- Profiler.lua - xlua.Profiler, which measures named parts of a program.

local C = require 'cbind.library'
local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local Profiler = {}
Profiler.__index = Profiler

local function now() return C.cr_clock_wall(), C.cr_clock_cpu() end

-- The event that a name was given to.
local function eventOf(self, method, name)
   local event = self.events[name]
   if event then return event end
   own.raise(('%s: there is no profiler %s, start it first'):format(method,
      describe(name)))
end

--- Begin to measure the part `name`; with 'fps' reports also say how often a second it
-- could run.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    print(profiler:lap 'load' < 1) --> true
function Profiler:start(name, fps)
   if type(name) ~= 'string' then
      own.raise('start: name is ' .. describe(name) .. ', expected a string')
   end
   local event = self.events[name]
   if not event then
      event = { name = name }
      self.events[name] = event
      table.insert(self.list, event)
   end
   event.real, event.cpu = now()
   if fps == 'fps' then event.fps = true end
   if self.verbose then
      io.write('<' .. name .. '>')
      io.flush()
   end
end

--- The colour of a part where it is drawn.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    profiler:setColor('load', 'red')
function Profiler:setColor(name, color) eventOf(self, 'setColor', name).color = color end

--- Seconds on the wall since the start of a part, divided by `divider` if that is given.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    print(profiler:real('load', 10) < 1) --> true
function Profiler:real(name, divider)
   local event = eventOf(self, 'real', name)
   event.reald = (now() - event.real) / (divider or 1)
   return event.reald
end

--- Seconds of the processor since the start of a part.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    print(profiler:cpu 'load' < 1) --> true
function Profiler:cpu(name, divider)
   local event = eventOf(self, 'cpu', name)
   event.cpud = (select(2, now()) - event.cpu) / (divider or 1)
   return event.cpud
end

--- Both: seconds on the wall, and of the processor.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    print(select('#', profiler:lap 'load')) --> 2
function Profiler:lap(name, divider)
   local real, cpu = self:real(name, divider), self:cpu(name, divider)
   if self.verbose then
      io.write '\r'
      self:print(name)
   end
   return real, cpu
end

--- What was measured of a part, as text.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    print(profiler:format 'load') --> $ real | cpu: -1.000000 | -1.000000 <load>
function Profiler:format(name)
   local event = eventOf(self, 'format', name)
   return ('$ real | cpu: %f | %f <%s>'):format(event.reald or -1, event.cpud or -1, name)
end

--- Print that, unless the profiler is off.
--
--    local profiler = xlua.Profiler 'off'
--    profiler:start 'load'
--    profiler:print 'load'
function Profiler:print(name)
   if not self.off then print(self:format(name)) end
end

--- What was measured of all parts, a line each.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'load'
--    print(profiler:formatAll())
--    --> $ profiler report:
--    --> $ real -1.000000 | cpu -1.000000 <load>
function Profiler:formatAll()
   local lines = { '$ profiler report:' }
   for _, event in ipairs(self.list) do
      local line = ('$ real %f | cpu %f <%s>'):format(event.reald or -1, event.cpud or -1,
         event.name)
      if event.fps then line = line .. (' = %f fps'):format(1 / (event.reald or -1)) end
      lines[#lines + 1] = line
   end
   return table.concat(lines, '\n')
end

--- Print that, unless the profiler is off.
--
--    xlua.Profiler():printAll() --> $ profiler report:
function Profiler:printAll()
   if not self.off then print(self:formatAll()) end
end

--- Refused: it drew the report in a window of Qt, which is gone.
function Profiler:displayAll()
   own.raise 'displayAll: there are no windows; printAll prints the report'
end

--- A profiler. mode: 'off' prints nothing. verbose: say at once what starts and ends.
--
--    local profiler = xlua.Profiler()
--    profiler:start 'epoch'
--    print(#profiler.list) --> 1
return function(mode, verbose)
   return setmetatable({ events = {}, list = {}, off = mode == 'off',
      verbose = verbose or false }, Profiler)
end
