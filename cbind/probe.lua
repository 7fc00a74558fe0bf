--- probe.lua - which shared libraries this machine has, for `cresset setup`.

local ffi = require 'ffi'
local probe = {}

local function open(...)
   for _, name in ipairs { ... } do
      local found, library = pcall(ffi.load, name)
      if found then return library end
   end
end

--- Whether one of the names can be opened.
function probe.opens(...) return open(...) ~= nil end

--- What OpenBLAS says of itself, as 'OpenBLAS 0.3.21 ...'; nil where there is none.
function probe.openblas()
   local library = open('openblas', 'libopenblas.so.0')
   if not library then return nil end
   pcall(ffi.cdef, 'char *openblas_get_config(void);')
   return ffi.string(library.openblas_get_config()):match '^%s*(.-)%s*$'
end

return probe
