--- library.lua - open libcresset and declare its functions.
-- LuaJIT reads the very headers the C compiler reads, in the order cresset.h lists them.
-- Only files in cbind/ may require 'ffi'.

local ffi = require 'ffi'

local function read(path)
   local file = assert(io.open(path))
   local text = file:read '*a'
   file:close()
   return text
end

local function exists(path)
   local file = io.open(path)
   return file and file:close()
end

-- Fields are const for Lua: t.sizes[0] = 1e12 must raise. C may write them.
-- A status is a plain number here: an enum would be boxed at every call.
local function forLua(declarations)
   return (declarations
      :gsub('#include[^\n]*', '')
      :gsub('(struct cr_[%a_]+ )(%b{})', function(name, fields)
         return name .. fields:gsub('([%a_][%w_]*[%[;])', 'const %1')
      end)
      :gsub('%f[%w_]cr_status(%s+cr_)', 'int32_t%1'))
end

local here = assert(package.searchpath('cbind.library',
   package.path)):match '^(.*)library%.lua$'

-- Next to these files when installed, in lib/ in a checkout.
local headers = exists(here .. 'include/cresset.h') and here .. 'include/' or here
   .. '../lib/'

-- A second Lua state declares again; a reload in one state must not.
if not pcall(ffi.typeof, 'cr_tensor') then
   for name in read(headers .. 'cresset.h'):gmatch '#include "(.-)"' do
      ffi.cdef(forLua(read(headers .. name)))
   end
end

-- CRESSET_LIBRARY, else the one near these files, else the system's.
local function open()
   local named = os.getenv 'CRESSET_LIBRARY'
   if named then return ffi.load(named) end
   for _, path in ipairs { 'libcresset.so', '../../../lib/libcresset.so',
      '../build/lib/libcresset.so' } do
      if exists(here .. path) then return ffi.load(here .. path) end
   end
   return ffi.load 'cresset'
end

local C = open()
local level, wanted = ffi.string(C.cr_cpu_level()), os.getenv 'CRESSET_CPU'
if wanted and level ~= wanted then
   error(("CRESSET_CPU: level '%s' is not available on this machine"):format(wanted), 0)
end
return C
