--- comments.lua - the doc comments of a Lua file: blocks that begin with three dashes, each
-- for what stands below it. Lines indented by four blanks after an empty one are an example.
-- A comment that begins with names, 'isQuiet, isReadable: ...', is for those, unless a
-- function stands below it; names with a point, 'Tensor.write: ...', are always meant.

local paths = require 'paths'

-- The identifiers that a comment begins with, before a colon; none if it does not.
local function namesIn(text)
   local list, rest = text:match '^([%w_.,%s]+):%s(.*)$'
   if not list then return nil end
   local names = {}
   for word in (list .. ', '):gmatch '(.-),%s' do
      if not word:match '^[%a_][%w_.]*$' then return nil end
      names[#names + 1] = word
   end
   return names, rest
end

-- What a line defines: its owner, its name and its arguments; nil if nothing.
local function defined(line, file)
   local owner, name, arguments = line:match '^%s*function ([%w_]+)[.:]([%w_]+)%s*(%b())'
   if owner then return owner, name, arguments end
   arguments = line:match '^return function%s*(%b())'
   if arguments then return nil, file, arguments end
   owner, name = line:match '^([%w_]+)%.([%w_]+)%s*='
   if not owner then owner, name = line:match '^([%w_]+)%.([%w_]+),' end
   return owner, name, line:match 'function%s*(%b())'
end

-- Classes have capitals; what other tables hold belongs to the package itself.
local function classOf(owner, file)
   if owner == 'methods' then return file end
   return owner and owner:match '^%u' and owner or nil
end

local function finish(block, line, file)
   local owner, name, arguments = defined(line, file)
   local head = table.concat(block.text, '\n')
   local names, rest = namesIn(head)
   if names and name and not names[1]:find('.', 1, true) then names = nil end
   local entry = { text = head:gsub('%s+$', ''), names = {},
      example = #block.example > 0 and table.concat(block.example, '\n') or nil }
   if block.line == 1 then -- 'Linear.lua - a fully connected layer'
      entry.text = entry.text:gsub('^%S+ %- ', '')
      entry.names[1] = file
   elseif names then
      entry.text = rest:gsub('%s+$', '')
      for i, one in ipairs(names) do
         local whole = one:find('.', 1, true) or not file:match '^%u'
         entry.names[i] = whole and one or file .. '.' .. one
      end
      entry.arguments = #names == 1 and arguments or nil
   else
      if not name then return nil end
      local class = classOf(owner, file)
      entry.names[1] = class and class .. '.' .. name or name
      entry.arguments = arguments
   end
   return entry
end

-- A constructor without a comment: the head of its file tells what its class is.
local function constructor(line)
   local class, arguments = line:match '^function (%u[%w_]*):__init%s*(%b())'
   return class and { text = '', names = { class .. '.__init' }, arguments = arguments }
end

--- The comments of a file: a list of { names, text, example, arguments }.
return function(path)
   local file = paths.basename(path, 'lua')
   local entries, block, count = {}, nil, 0
   for line in io.lines(path) do
      count = count + 1
      local text = line:match '^%s*%-%-%-(.*)$' or block and line:match '^%s*%-%-(.*)$'
      if text then
         block = block or { line = count, text = {}, example = {} }
         local code = text:match '^    (.*)$'
         local last = block.text[#block.text]
         if code and (last == '' or #block.text == 0) then
            table.insert(block.example, code)
         else
            table.insert(block.text, (text:gsub('^ ', '')))
         end
      elseif block then
         entries[#entries + 1] = finish(block, line, file)
         block = nil
      else
         entries[#entries + 1] = constructor(line)
      end
   end
   return entries
end
