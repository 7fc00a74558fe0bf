--- python.lua - run Python code that has NumPy, as a reference.

--- What `code` prints; an error with its traceback if it fails. The arguments are
-- sys.argv[1] and so on.
return function(code, ...)
   local name = os.tmpname()
   local file = assert(io.open(name, 'w'))
   file:write(code)
   file:close()
   local words = {}
   for i, word in ipairs { ... } do words[i] = "'" .. word .. "'" end
   local command = ('/usr/bin/python3 %s %s 2>&1; echo "exit $?"'):format(name,
      table.concat(words, ' '))
   local pipe = io.popen(command)
   local text, status = pipe:read '*a':match '^(.-)exit (%d+)\n$'
   pipe:close()
   os.remove(name)
   if status ~= '0' then error(text, 0) end
   return text
end
