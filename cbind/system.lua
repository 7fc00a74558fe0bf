--- system.lua - what the C library of the system tells about this process.

local ffi = require 'ffi'

-- A second load in one state declares again, which is no error for the same text.
ffi.cdef [[
int isatty(int descriptor);
int fileno(void *file);
int get_nprocs(void);
]]

local system = {}

--- Whether an open file of io is a terminal.
function system.isTerminal(file) return ffi.C.isatty(ffi.C.fileno(file)) == 1 end

--- The processors that are on.
function system.cores() return ffi.C.get_nprocs() end

return system
