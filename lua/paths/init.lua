--- paths - names of files and folders, and what lies there; with the names of Torch7's
-- package. Names are taken as they are: blanks and quotes need no care.

local own = require 'cbind.own'
own.add()
local lfs = require 'lfs'
local system = require 'cbind.system'
local expect = require 'paths.expect'

paths = require 'paths.names'
package.loaded.paths = paths

--- The folder that the user's files lie in.
--
--    print(paths.dirp(paths.home)) --> true
paths.home = os.getenv 'HOME' or '.'

for _, part in ipairs { 'folders', 'programs' } do
   for name, f in pairs(require('paths.' .. part)) do paths[name] = f end
end

--- Whether there is a file of this name, one that is no folder.
--
--    print(paths.filep '/etc/passwd', paths.filep '/etc') --> true false
function paths.filep(path)
   local mode = lfs.attributes(expect.string('filep', path), 'mode')
   return mode ~= nil and mode ~= 'directory'
end

--- Whether there is a folder of this name.
--
--    print(paths.dirp '/etc', paths.dirp '/etc/passwd') --> true false
function paths.dirp(path)
   return lfs.attributes(expect.string('dirp', path), 'mode') == 'directory'
end

--- The name of the system, of this machine, and of its kind.
--
--    print((paths.uname())) --> Linux
function paths.uname() return system.names() end

--- Whether this is Windows: false here. Torch7 gives nil or the word that it found.
--
--    print(paths.is_win()) --> false
function paths.is_win() return system.names() == 'Windows' end

--- Whether this is a Mac.
--
--    print(paths.is_mac()) --> false
function paths.is_mac() return system.names() == 'Darwin' end

--- Refused: only Windows has a registry.
--
--    print(pcall(paths.getregistryvalue, 'HKEY_USERS', 'key', '') == false) --> true
function paths.getregistryvalue()
   own.raise 'getregistryvalue: there is a registry on Windows only'
end

return paths
