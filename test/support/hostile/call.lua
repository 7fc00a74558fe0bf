--- call.lua - makes one hostile call and tells what must not be: an error that does not
-- name its function, a result that cannot be printed, a call that takes long.

local guard = require 'cresset.program.guard'
local torch = require 'torch'
local described = require 'test.support.hostile.values'.described

local SLOW = 5 -- seconds

-- Some functions write to standard output, so reports go to a file of the current folder.
local function report(text)
   local file = assert(io.open('reports', 'a'))
   file:write(text, '\n')
   file:close()
end

-- Functions with two names, and those whose work another one does.
local aliases = { saveobj = { 'save', 'writeObject' }, loadobj = { 'load' },
   save = { 'writeObject' }, serialize = { 'writeObject' }, deserialize = { 'load' },
   serializeToStorage = { 'serialize', 'writeObject' }, new = { 'Storage', 'storage: ' },
   newmetatable = { 'class' },
   deserializeFromStorage = { 'deserialize', 'load', 'torch.CharTensor' } }

-- Whether an error tells the function: 'add: argument 1 is ...', 'torch.FloatTensor: size
-- ...'.
-- 'mine' is the error of a function that was an argument.
local function names(message, name)
   local found = message:match ': ?mine$' or message:find(name, 1, true)
      or message:find('file: ', 1, true) -- what is wrong with a file is told with its name
      or name:match 'Storage$' and message:find('storage: ', 1, true)
   for _, other in ipairs(aliases[name] or {}) do
      found = found or message:find(other, 1, true)
   end
   return found
end

-- Whether an error as the program `cresset` shows it points into Cresset's own files.
local function isInside(text)
   local path = text:match '^([^\n]-%.lua):%d+: ' or ''
   return path:match '/lua/' or path:match '/cbind/'
end

local function judge(name, message, how)
   if type(message) ~= 'string' then return false end
   if message:match '^[^\n]*%f[%w]mine%f[^%w]' then return true end
   if how == 'any' then return not isInside(message) end
   return names(message, name:match '[%w_]+$')
end

local function attempt(f, how, ...)
   if how ~= 'any' then return pcall(f, ...) end
   local ok, result = guard.call(f, ...)
   if ok then return true, result end
   return false, result.text
end

--- Call f(unpack(list, 1, count)). how: 'any' where errors need not name the function.
-- Before the call the place is written to standard error, so that a crash is told.
return function(name, f, list, count, how)
   local text = ('%s(%s)'):format(name, described(list, count))
   io.stderr:write(text, '\n')
   local began = os.clock()
   local ok, message = attempt(f, how, unpack(list, 1, count))
   if ok and torch.isTensor(message) then
      ok, message = pcall(tostring, message.ndim > 0 and message:nElement() < 1000
         and message or 1)
      if not ok then report(text .. ': the result cannot be printed: ' .. message) end
   elseif not ok and not judge(name, message, how) then
      report(('%s: %s'):format(text, tostring(message)))
   end
   if os.clock() - began > SLOW then
      report(('%s: took %.0f s'):format(text, os.clock() - began))
   end
   return ok, message
end
