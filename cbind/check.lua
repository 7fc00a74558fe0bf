--- check.lua - turn a C status into a Lua error that points at the user's line.

local ffi = require 'ffi'
local C = require 'cbind.library'
local own = require 'cbind.own'

local flag = C.cr_interrupt_flag()

--- Raise the library's message, for a status that is not 0.
local function fail() own.raise(ffi.string(C.cr_message())) end

--- Raise 'interrupted', once after each Ctrl-C, or what happened to a mapped file.
local function interrupted()
   flag[0] = 0
   local lost = C.cr_map_lost()
   if lost ~= nil then own.raise(ffi.string(lost)) end
   own.raise 'interrupted'
end

--- Raise the library's message unless `status` is 0; raise if the user pressed Ctrl-C.
local function check(status)
   if status ~= 0 then fail() end
   if flag[0] ~= 0 then interrupted() end
end

return { check = check, fail = fail, flag = flag, interrupted = interrupted }
