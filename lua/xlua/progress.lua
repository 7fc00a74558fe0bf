--- progress.lua - xlua.progress, a bar that shows how far a loop has come.

local C = require 'cbind.library'
local own = require 'cbind.own'
local system = require 'cbind.system'
local formatTime = require 'xlua.formatTime'
local describe = require 'torch.explain'.describe

-- Columns of the terminal on standard output; nil if it is none.
local function measure()
   if not system.isTerminal(io.stdout) then return nil end
   local pipe = io.popen 'stty size 2>/dev/null </dev/tty'
   local text = pipe and pipe:read '*a' or ''
   if pipe then pipe:close() end
   return tonumber(text:match '%d+%s+(%d+)') or 80
end

local function isFinite(value)
   return type(value) == 'number' and value > -math.huge and value < math.huge
end

local bar = { last = -1, began = 0, drawn = 0 }

local function draw(current, goal, text)
   local room = math.max(10, bar.width - #text - 5)
   local full = math.floor(current / goal * room)
   local head = current < goal and '>' or '.'
   local cells = ('='):rep(full) .. head .. ('.'):rep(room - full)
   io.write('\r [', cells:sub(1, room + 1), '] ', text)
end

--- Draw a bar for step `current` of `goal`, with the times. Where the output is no
-- terminal, print a line at each tenth of the way.
--
--    xlua.progress(1, 2)
--    xlua.progress(2, 2)
return function(current, goal)
   if not isFinite(current) or not isFinite(goal) or goal <= 0 then
      own.raise(('progress: step and goal are %s and %s, expected two numbers, the goal above 0')
         :format(describe(current), describe(goal)))
   end
   local now = C.cr_clock_wall()
   if current <= bar.last or bar.goal ~= goal then
      bar.began, bar.drawn, bar.goal, bar.first = now, 0, goal, current
      bar.width = measure()
   end
   bar.last = current
   local step = bar.first < current and (now - bar.began) / (current - bar.first) or 0
   local text = (' ETA: %s | Step: %s'):format(formatTime((goal - current) * step),
      formatTime(step))
   if current >= goal then
      text = (' Tot: %s | Step: %s'):format(formatTime(now - bar.began),
         formatTime(step))
   end
   if bar.width then
      if now - bar.drawn < 0.05 and current < goal then return end
      bar.drawn = now
      draw(current, goal, (' %d/%d '):format(current, goal) .. text .. ' ')
      if current >= goal then io.write '\n' end
   elseif math.floor(current * 10 / goal) > math.floor((current - 1) * 10 / goal) then
      io.write((' %d/%d %s\n'):format(current, goal, text))
   end
   io.flush()
   if current >= goal then bar.last = -1 end
end
