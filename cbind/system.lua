--- system.lua - what the C library of the system tells about this process and does for it.

local ffi = require 'ffi'
local check = require 'cbind.check'

-- A second load in one state declares again, which is no error for the same text.
ffi.cdef [[
int isatty(int descriptor);
int fileno(void *file);
int get_nprocs(void);
int uname(void *names);
long readlink(const char *path, char *text, size_t size);
int nanosleep(const long *time, long *rest);
]]

local system = {}

--- Whether an open file of io is a terminal.
function system.isTerminal(file) return ffi.C.isatty(ffi.C.fileno(file)) == 1 end

--- The processors that are on.
function system.cores() return ffi.C.get_nprocs() end

local NAME = 65 -- bytes of each name that Linux gives: system, machine, release, ...

--- The system, this machine's name, and its kind: 'Linux', 'host', 'x86_64'.
function system.names()
   local names = ffi.new('char[?]', 6 * NAME)
   if ffi.C.uname(names) ~= 0 then return 'Unknown', '', '' end
   local function name(i) return ffi.string(names + i * NAME) end
   return name(0), name(1), name(4)
end

--- The path of the program that runs; nil where the system does not tell.
function system.program()
   local size = 4096
   local text = ffi.new('char[?]', size)
   local length = tonumber(ffi.C.readlink('/proc/self/exe', text, size))
   return length > 0 and length < size and ffi.string(text, length) or nil
end

--- Do nothing for some seconds; Ctrl-C raises 'interrupted' at once.
function system.sleep(seconds)
   local time = ffi.new('long[2]')
   time[0] = math.floor(seconds)
   time[1] = math.floor((seconds - math.floor(seconds)) * 1e9)
   while ffi.C.nanosleep(time, time) ~= 0 do
      if check.flag[0] ~= 0 then check.interrupted() end
   end
   if check.flag[0] ~= 0 then check.interrupted() end
end

return system
