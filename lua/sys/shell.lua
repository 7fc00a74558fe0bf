--- shell.lua - commands of the shell and what they print.

local lfs = require 'lfs'
local own = require 'cbind.own'
local paths = require 'paths'
local expect = require 'paths.expect'
local describe = require 'torch.explain'.describe

local shell = {}

local function trimmed(text) return (text:gsub('^%s*', ''):gsub('%s*$', '')) end

-- What a command prints, and complains of.
local function output(name, command, format)
   local pipe, problem = io.popen('{ ' .. command .. '\n} 2>&1')
   if not pipe then own.raise(('%s: %s'):format(name, problem)) end
   local text = pipe:read(format or '*a')
   pipe:close()
   return text or ''
end

--- What a command of the shell prints, with its complaints, without blanks around it.
--
--    print(sys.execute 'echo one; echo two')
--    --> one
--    --> two
function shell.execute(command)
   return trimmed(output('execute', expect.string('execute', command)))
end

--- The same by way of a temporary file. format: that of file:read, '*l' for the first line.
--
--    print(sys.fexecute('echo one; echo two', '*l')) --> one
function shell.fexecute(command, format)
   expect.string('fexecute', command)
   if format ~= nil and not (type(format) == 'string' and format:match '^%*[aln]') then
      own.raise(("fexecute: argument 2 is %s, expected a format such as '*l'")
         :format(describe(format)))
   end
   local name = paths.tmpname()
   os.execute(('{ %s\n} >%s 2>&1'):format(command, name))
   local file = assert(io.open(name))
   local text = file:read(format or '*a') or ''
   file:close()
   os.remove(name)
   return trimmed(tostring(text))
end

-- A path as a word of the shell. What names no file may have the wildcards * ? [ ].
local function word(path)
   local wild = not lfs.symlinkattributes(path) and '*?[]' or ''
   local quoted = path:gsub('[^%w_./' .. wild:gsub('.', '%%%0') .. '-]', function(c)
      return c == '\n' and "'\n'" or '\\' .. c
   end)
   return (quoted:gsub('^\\~', '~'))
end

local function list(name, flags)
   return function(path)
      path = expect.optional(name, path)
      local what = path and path:match '%S' and word(path) or '.'
      return trimmed(output(name, ('ls %s -- %s'):format(flags, what)))
   end
end

--- What lies in a folder, in the order of the alphabet, a line each, as text. The name may
-- have wildcards; without one it is the folder in which the process works.
--
--    print(sys.ls '/etc/passw[d]') --> /etc/passwd
shell.ls = list('ls', '')

--- The same with rights, owners, sizes and dates.
--
--    print(sys.ll '/etc/passwd':match '^%-rw') --> -rw
shell.ll = list('ll', '-l')

--- The same as sys.ls with the names that begin with a point.
--
--    print(sys.la '/':match '^%.%s' ~= nil) --> true
shell.la = list('la', '-a')

--- The same as sys.ll with the names that begin with a point.
--
--    print(sys.lla '/etc':match '%.\n' ~= nil) --> true
shell.lla = list('lla', '-la')

return shell
