--- program.lua - run the program `cresset` as a user would.

local program = { path = os.getenv 'CRESSET_PROGRAM' or 'build/bin/cresset' }

local function read(path)
   local file = assert(io.open(path))
   local text = file:read '*a'
   file:close()
   return text
end

--- Run a shell command, in which $cresset is the program. Gives what it printed, what it
-- complained, and its exit status.
function program.shell(command)
   local complaints = os.tmpname()
   local line = ("cresset='%s'; { %s\n} 2>%s; echo \"exit $?\""):format(program.path,
      command, complaints)
   local pipe = io.popen(line)
   local output, status = pipe:read '*a':match '^(.-)exit (%d+)\n$'
   pipe:close()
   local complained = read(complaints)
   os.remove(complaints)
   return output, complained, tonumber(status)
end

--- The path of a new file with this text.
function program.file(text)
   local path = os.tmpname()
   local file = assert(io.open(path, 'w'))
   file:write(text)
   file:close()
   return path
end

return program
