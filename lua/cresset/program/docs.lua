--- docs.lua - `cresset docs FOLDER`: the reference as pages, one for each package.

local docs = require 'cresset.docs'
local paths = require 'paths'

local packages = { 'torch', 'paths', 'sys', 'xlua', 'nn', 'optim' }

local function entry(name)
   local found = docs.find(name)
   if not found then return nil end
   local lines = { '## ' .. name, '' }
   if #found.calls > 0 then
      for _, call in ipairs(found.calls) do lines[#lines + 1] = '    ' .. call end
      lines[#lines + 1] = ''
   end
   lines[#lines + 1] = found.text
   if found.example then
      lines[#lines + 1] = '\n```lua\n' .. found.example .. '\n```'
   end
   return table.concat(lines, '\n') .. '\n'
end

--- Write the pages; says where.
return function(_, arguments)
   local folder = arguments[1]
   if not folder then
      io.stderr:write 'cresset docs: name the folder that the pages shall lie in\n'
      return 1
   end
   paths.mkdir(folder)
   for _, package_ in ipairs(packages) do
      require(package_)
      local path = paths.concat(folder, package_ .. '.md')
      local file = assert(io.open(path, 'w'))
      file:write('# ', package_, '\n\n')
      for _, name in ipairs(docs.names(package_)) do
         local text = entry(package_ .. '.' .. name)
         if text then file:write(text, '\n') end
      end
      file:close()
      print(path)
   end
end
