--- sys - time, commands of the shell, and a few things about the system; with the names of
-- Torch7's package.

require 'cbind.own'.add()
local C = require 'cbind.library'
local own = require 'cbind.own'
local system = require 'cbind.system'
local paths = require 'paths'
local expect = require 'paths.expect'
local shell = require 'sys.shell'

sys = {}
package.loaded.sys = sys

--- Text that changes the colour of what a terminal writes next; none ends it.
--
--    print(#(sys.COLORS.red .. 'late' .. sys.COLORS.none)) --> 15
sys.COLORS = require 'sys.colors'

for name, f in pairs(shell) do sys[name] = f end

--- Seconds since the beginning of 1970, to a millionth.
--
--    print(math.abs(sys.clock() - os.time()) < 2) --> true
function sys.clock() return C.cr_clock_date() end

local started

--- Begin to measure time.
--
--    sys.tic()
--    print(sys.toc() < 1) --> true
function sys.tic() started = C.cr_clock_wall() end

--- Seconds since sys.tic(); printed too if `verbose`.
--
--    sys.tic()
--    print(sys.toc() >= 0) --> true
function sys.toc(verbose)
   if not started then own.raise 'toc: tic was not called' end
   local seconds = C.cr_clock_wall() - started
   if verbose then print(seconds) end
   return seconds
end

--- Do nothing for some seconds. Ctrl-C ends it.
--
--    sys.tic()
--    sys.sleep(0.01)
--    print(sys.toc() >= 0.01) --> true
function sys.sleep(seconds) system.sleep(expect.number('sleep', seconds)) end

--- The same for millionths of a second; for one of them if none is given.
--
--    sys.tic()
--    sys.usleep(10000)
--    print(sys.toc() >= 0.01) --> true
function sys.usleep(microseconds)
   local count = microseconds == nil and 1 or expect.number('usleep', microseconds)
   system.sleep(count / 1e6)
end

local known = { Linux = 'linux', Darwin = 'macos', Windows = 'windows' }

--- The system: 'linux', 'macos', 'windows', or '?'.
--
--    print(sys.uname()) --> linux
function sys.uname() return known[(system.names())] or '?' end

--- The same, as a value.
--
--    print(sys.OS == sys.uname()) --> true
sys.OS = sys.uname()

--- The folder above that of the program: '/usr' where it lies in /usr/bin.
--
--    print(paths.dirp(sys.prefix)) --> true
sys.prefix = (paths.execdir() or '/usr/bin'):gsub('/bin$', '')

--- The folder and the name of the file that this is called in.
--
--    local folder, name = sys.fpath()
--    print(folder == paths.cwd(), type(name)) --> true string
function sys.fpath()
   local source = debug.getinfo(2, 'S').source:gsub('^[@=]', '')
   local path = paths.concat(source)
   return paths.dirname(path), paths.basename(path)
end

--- The parts of a text between what fits a Lua pattern. An empty part at the end, and one
-- before a first separator, are left out.
--
--    print(unpack(sys.split('a, b, c', ', '))) --> a b c
function sys.split(text, pattern)
   expect.string('split', text)
   expect.string('split', pattern, 2)
   local parts, at = {}, 1
   while true do
      local first, last = text:find(pattern, at)
      if not first then break end
      if last < first then
         own.raise(("split: pattern '%s' fits nothing at all"):format(pattern))
      end
      if first > 1 then parts[#parts + 1] = text:sub(at, first - 1) end
      at = last + 1
   end
   if at <= #text then parts[#parts + 1] = text:sub(at) end
   return parts
end

--- Whether a number is none: 0 / 0.
--
--    print(sys.isNaN(0 / 0), sys.isNaN(1)) --> true false
function sys.isNaN(number) return number ~= number end

--- sys.dirname, sys.concat: those of paths.
--
--    print(sys.dirname '/data/digits.t7', sys.concat('/data', 'digits')) --> /data /data/digits
sys.dirname, sys.concat = paths.dirname, paths.concat

return sys
