--- damage.lua - damaged files: each must be an error that names file and reason, or be
-- read, with little memory in either case.

local assert = require 'luassert'
local counters = require 'cbind.memory'.counters

local damage = {}

function damage.content(path)
   local file = io.open(path, 'rb')
   local text = file:read '*a'
   file:close()
   return text
end

function damage.write(path, text)
   local file = io.open(path, 'wb')
   file:write(text)
   file:close()
end

--- Read `text` as a file at `path`: the message of the error, or nil if it was read.
function damage.problem(path, text, read)
   damage.write(path, text)
   local before = counters.allocated
   local well, message = pcall(read, path)
   assert.is_true(counters.allocated - before < 2 ^ 20)
   if well then return nil end
   assert.is_truthy(message:find('load: ' .. path .. ': ', 1, true), message)
   return message:match('load: ' .. path:gsub('%p', '%%%0') .. ': (.*)')
end

--- Every truncation is an error.
function damage.truncate(path, text, read)
   for length = 0, #text - 1 do
      local problem = damage.problem(path, text:sub(1, length), read)
      assert.is_string(problem, ('%d of %d bytes were read'):format(length, #text))
   end
end

--- Any byte changed is an error or no harm. Gives how many were errors.
function damage.corrupt(path, text, read)
   local errors = 0
   for at = 1, #text do
      for _, byte in ipairs { 0, 1, 48, 127, 255 } do
         local changed = text:sub(1, at - 1) .. string.char(byte) .. text:sub(at + 1)
         if damage.problem(path, changed, read) then errors = errors + 1 end
      end
   end
   return errors
end

return damage
