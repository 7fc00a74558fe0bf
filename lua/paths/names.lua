--- names.lua - parts of the names of files, and names made of parts.

local lfs = require 'lfs'
local expect = require 'paths.expect'

local names = {}

--- The last part of a path, without the suffix if one is given and it ends so.
--
--    print(paths.basename '/data/digits.t7') --> digits.t7
--    print(paths.basename('/data/digits.t7', 't7')) --> digits
function names.basename(path, suffix)
   local name = expect.string('basename', path):match '([^/]*)/*$'
   suffix = (expect.optional('basename', suffix, 2) or ''):gsub('^%.', '')
   local ending = '.' .. suffix
   if suffix ~= '' and #name > #ending and name:sub(-#ending) == ending then
      name = name:sub(1, -#ending - 1)
   end
   return name
end

--- The path of the folder that a file lies in; '.' for a plain name.
--
--    print(paths.dirname '/data/digits.t7', paths.dirname 'digits.t7') --> /data .
function names.dirname(path)
   expect.string('dirname', path)
   if path:match '^/+$' then return path end
   local folder = path:match '^(.*)/+[^/]+/*$'
   if not folder then return path:sub(1, 1) == '/' and path or '.' end
   folder = folder:gsub('/+$', '')
   return folder == '' and '/' or folder
end

--- What stands behind the last point of the last part of a path; nothing at all if there is
-- no point.
--
--    print(paths.extname '/data.d/digits.tar.gz') --> gz
function names.extname(path)
   local ending = expect.string('extname', path):match '%.([^./]*)$'
   if ending then return ending end
end

--- The folder in which the process works.
--
--    print(paths.cwd() == paths.concat()) --> true
function names.cwd() return lfs.currentdir() or '.' end

-- The path `from` continued by `name`, which starts anew if it is absolute.
local function joined(from, name)
   local parts = {}
   if name:sub(1, 1) ~= '/' then
      for part in from:gmatch '[^/]+' do parts[#parts + 1] = part end
   end
   for part in name:gmatch '[^/]+' do
      if part == '..' then
         parts[#parts] = nil
      elseif part ~= '.' then
         parts[#parts + 1] = part
      end
   end
   return '/' .. table.concat(parts, '/')
end

--- One absolute path of several parts, each seen from what stands before it, the first
-- from the folder in which the process works.
--
--    print(paths.concat('/data', 'digits', '../faces')) --> /data/faces
--    print(paths.concat('/data', '/etc')) --> /etc
function names.concat(...)
   local path = names.cwd()
   for i = 1, select('#', ...) do
      path = joined(path, expect.string('concat', (select(i, ...)), i))
   end
   return path
end

return names
