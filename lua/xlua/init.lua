--- xlua - progress bars and small helpers, with the names of Torch7's package.

require 'cbind.own'.add()
local C = require 'cbind.library'
local own = require 'cbind.own'

xlua = {}
package.loaded.xlua = xlua

--- Seconds as '2h5m', '3m20s', '4s123ms' or '7ms'.
function xlua.formatTime(seconds)
   local ms = math.floor(seconds * 1000 + 0.5)
   local units = { { 'D', 86400000 }, { 'h', 3600000 }, { 'm', 60000 }, { 's', 1000 },
      { 'ms', 1 } }
   local words = {}
   for _, unit in ipairs(units) do
      local count = math.floor(ms / unit[2])
      ms = ms - count * unit[2]
      if count > 0 and #words < 2 then words[#words + 1] = count .. unit[1] end
   end
   return #words > 0 and table.concat(words) or '0ms'
end

-- Columns of the terminal on standard output; nil if it is none.
local function measure()
   if os.execute 'test -t 1' ~= 0 then return nil end
   local pipe = io.popen 'stty size 2>/dev/null </dev/tty'
   local text = pipe and pipe:read '*a' or ''
   if pipe then pipe:close() end
   return tonumber(text:match '%d+%s+(%d+)') or 80
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
function xlua.progress(current, goal)
   local now = C.cr_clock_wall()
   if current <= bar.last or bar.goal ~= goal then
      bar.began, bar.drawn, bar.goal, bar.first = now, 0, goal, current
      bar.width = measure()
   end
   bar.last = current
   local step = bar.first < current and (now - bar.began) / (current - bar.first) or 0
   local text = (' ETA: %s | Step: %s'):format(xlua.formatTime((goal - current) * step),
      xlua.formatTime(step))
   if current >= goal then
      text = (' Tot: %s | Step: %s'):format(xlua.formatTime(now - bar.began),
         xlua.formatTime(step))
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

--- Load a package if it is there: the package, or nil. safe: no message where it is not.
function xlua.require(name, safe)
   local well, package = pcall(require, name)
   if well then return package == true and _G[name] or package end
   if not safe then
      local text = "warning: package '%s' could not be loaded\n"
      io.stderr:write(text:format(tostring(name)))
   end
   return nil
end

--- Whether a package can be found.
function xlua.installed(name)
   return package.loaded[name] ~= nil or package.searchpath(name, package.path) ~= nil
      or package.searchpath(name, package.cpath) ~= nil
end

--- f(), and if that fails the result of handler(message).
function xlua.trycatch(f, handler)
   local well, message = pcall(f)
   if not well and handler then return handler(message) end
end

--- Raise a message, with the name of the function it concerns.
function xlua.error(message, name)
   own.raise(name and ('<%s> %s'):format(name, message) or message)
end

--- A table as text, its keys in order.
function xlua.table2string(value, depth)
   if type(value) ~= 'table' then return tostring(value) end
   if (depth or 0) > 8 then return '...' end
   local keys, words = {}, {}
   for key in pairs(value) do keys[#keys + 1] = key end
   table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
   for _, key in ipairs(keys) do
      local text = xlua.table2string(value[key], (depth or 0) + 1)
      words[#words + 1] = ('%s = %s'):format(tostring(key), text)
   end
   return '{' .. table.concat(words, ', ') .. '}'
end

--- Print values, tables with what is in them.
function xlua.print(...)
   local words = {}
   for i = 1, select('#', ...) do words[i] = xlua.table2string((select(i, ...))) end
   print(unpack(words))
end

return xlua
