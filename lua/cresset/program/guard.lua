--- guard.lua - runs a user's code and reports its errors with the user's frames alone.

local own = require 'cbind.own'
local torch = require 'torch'
local guard = {}

local function describe(info)
   if info.what == 'main' then return 'in main chunk' end
   if info.name then return "in function '" .. info.name .. "'" end
   return ('in function <%s:%d>'):format(info.short_src, info.linedefined)
end

-- Place and description of each Lua frame outside Cresset, from `level` on.
local function frames(level)
   local found = {}
   while true do
      local info = debug.getinfo(level, 'nSl')
      if not info then return found end
      if info.what ~= 'C' and not own.isOwn(info.source) then
         table.insert(found, {
            place = ('%s:%d: '):format(info.short_src, info.currentline),
            what = describe(info),
         })
      end
      level = level + 1
   end
end

local function textOf(message)
   if type(message) == 'string' then return message end
   if getmetatable(message) then return tostring(message) end
   return ('(error object is a %s value)'):format(type(message))
end

-- The name that the user called: 'nn.Linear.forward' of an object, else 'plot'.
local function called(level, name)
   local _, self = debug.getlocal(level + 1, 1)
   local class = type(self) == 'table' and torch.typename(self)
   return (class and class .. '.' or '') .. (name or '?')
end

-- What Lua itself says of a mistake that shows up inside Cresset, told of the function
-- that the user called and at the user's line. Other messages stay.
local function atUser(message, level)
   local place, name
   while true do
      local info = debug.getinfo(level, 'nSl')
      if not info then return message end
      if info.what ~= 'C' then
         local here = ('%s:%d: '):format(info.short_src, info.currentline)
         if not own.isOwn(info.source) then
            return place and here .. name .. ': ' .. message:sub(#place + 1) or message
         end
         place = place or message:sub(1, #here) == here and here
         if not place then return message end
         name = called(level, info.name)
      end
      level = level + 1
   end
end

-- An error as it will be printed, made while the stack still stands. A trace of the one
-- line that the message names already is left out.
local function explain(message)
   local text = atUser(textOf(message), 3)
   local interrupted = text:match '%f[%w]interrupted$' ~= nil
   local trace = frames(3)
   local known = #trace == 1 and text:sub(1, #trace[1].place) == trace[1].place
   if #trace > 0 and not known and not interrupted then
      text = text .. '\nstack traceback:'
      for _, frame in ipairs(trace) do
         text = text .. '\n\t' .. frame.place .. frame.what
      end
   end
   return { text = text, interrupted = interrupted }
end

--- Call f(...): true and its results, or false and { text, interrupted }.
function guard.call(f, ...)
   local arguments, count = { ... }, select('#', ...)
   return xpcall(function() return f(unpack(arguments, 1, count)) end, explain)
end

--- Call f(...) and print its error: the exit status, 128 + its number after a signal.
function guard.status(launcher, f, ...)
   local done, result = guard.call(f, ...)
   if done then return tonumber(result) or 0 end
   io.stdout:flush()
   io.stderr:write(result.text, '\n')
   local signal = launcher.signal()
   return result.interrupted and signal > 0 and 128 + signal or 1
end

return guard
