--- cresset.docs - what is known of a public name: how it is called, what it does, an
-- example. Functions of tensors tell it by their signatures (torch.signatures, with the
-- examples of lua/torch/examples), all else by the doc comments above its definition.

require 'cbind.own'.add()
local torch = require 'torch'
local paths = require 'paths'
local sys = require 'sys'
local parse = require 'torch.signature'.parse
local comments = require 'cresset.docs.comments'

local docs = {}

-- The folder of a package; nil if there is none.
local function folderOf(package_)
   local path = package.searchpath(package_, package.path)
   return path and path:match '^(.*)/init%.lua$'
end

-- Every Lua file in a folder and those in it; signatures and examples have their own form.
local function files(folder, list)
   for name in paths.iterfiles(folder) do
      if name:match '%.lua$' then table.insert(list, paths.concat(folder, name)) end
   end
   for name in paths.iterdirs(folder) do
      if name ~= 'signatures' and name ~= 'examples' then
         files(paths.concat(folder, name), list)
      end
   end
   return list
end

local indices = {}

-- The doc comments of a package by name: 'save', 'CmdLine', 'CmdLine.option'.
local function indexOf(package_)
   if indices[package_] then return indices[package_] end
   local index, folder = {}, folderOf(package_)
   local list = folder and files(folder, {}) or {}
   table.sort(list)
   for _, path in ipairs(list) do
      for _, entry in ipairs(comments(path)) do
         for _, name in ipairs(entry.names) do
            index[name] = index[name] or {}
            table.insert(index[name], entry)
         end
      end
   end
   indices[package_] = index
   return index
end

local examples

-- The examples of a file, by name: '--- dim, nDimension', then their code.
local function readExamples(path)
   local names, code
   local function keep()
      for _, name in ipairs(names or {}) do
         examples[name] = table.concat(code, '\n'):gsub('%s+$', '')
      end
   end
   for line in io.lines(path) do
      local list = line:match '^%-%-%- ([%w_, ]+)$'
      if list then
         keep()
         names, code = sys.split(list, ', '), {}
      elseif code then
         code[#code + 1] = line
      end
   end
   keep()
end

-- The example of a function of tensors.
local function exampleOf(name)
   if not examples then
      examples = {}
      local folder = paths.concat(folderOf 'torch', 'examples')
      for file in paths.iterfiles(folder) do readExamples(paths.concat(folder, file)) end
   end
   return examples[name]
end

-- ' [res], x, value: number = 2' of a form such as 'res!, x, value:number=2 -> ...'.
local function arguments(parsed)
   local words = {}
   for i, p in ipairs(parsed.parameters) do
      local word = p.kind == 'tensor' and p.name or p.name .. ': ' .. p.kind
      if p.default then word = word .. ' = ' .. p.default end
      words[i] = p.result and '[' .. p.name .. ']' or word
   end
   return table.concat(words, ', ')
end

local function ofSignature(name)
   local entry = torch.signatures[name]
   if not entry then return nil end
   local found = { calls = {}, text = entry.doc, example = exampleOf(name) }
   for i, form in ipairs(entry) do
      local parsed = parse(form)
      local call = (parsed.only == 'method' and 'x:' or 'torch.') .. name
      found.calls[i] = call .. '(' .. arguments(parsed) .. ')'
   end
   return found
end

-- Several comments on one name, as those of a class and of its constructor, are one.
local function joined(list, call, seen)
   if not list then return nil end
   local found = { calls = {}, text = '' }
   for _, entry in ipairs(list) do
      if not seen[entry] then
         found.text = found.text .. (found.text ~= '' and '\n' or '') .. entry.text
         found.example = found.example or entry.example
         if entry.arguments then table.insert(found.calls, call .. entry.arguments) end
         seen[entry] = true
      end
   end
   return found
end

-- A class is explained by the head of its file, and by its constructor.
local function ofClass(package_, name)
   local index = indexOf(package_)
   if not index[name] then return nil end
   local list = {}
   for _, key in ipairs { name, name .. '.__init' } do
      for _, entry in ipairs(index[key] or {}) do list[#list + 1] = entry end
   end
   return joined(list, package_ .. '.' .. name, {})
end

-- Tensors and storages of all types share their methods.
local function plain(class)
   return class:match 'Tensor$' or class:match 'Storage$' or class
end

-- A method that the class itself has.
local function ofOwnMethod(package_, class, name)
   class = plain(class)
   if name == 'new' then return ofClass(package_, class) end
   local list = indexOf(package_)[class .. '.' .. name]
   if list then return joined(list, ('%s.%s:%s'):format(package_, class, name), {}) end
   return package_ == 'torch' and class == 'Tensor' and ofSignature(name) or nil
end

-- A method, of the class or of one that it is derived from.
local function ofMethod(package_, class, name)
   while class do
      local found = ofOwnMethod(package_, class, name)
      if found then return found end
      local metatable = torch.getmetatable(package_ .. '.' .. class)
      local parent = metatable and getmetatable(metatable)
      local above = type(parent) == 'table' and rawget(parent, '__typename')
      if not above then return nil end
      package_, class = above:match '^([%w_]+)%.([%w_]+)$'
   end
end

--- What is known of 'torch.add', 'x:add', 'add', 'torch.CmdLine', 'torch.CmdLine.option',
-- 'nn.Linear': { calls = list, text, example }, or nil.
--
--    local docs = require 'cresset.docs'
--    print(docs.find 'torch.numel'.text) --> The number of elements.
function docs.find(name)
   local words = {}
   for word in name:gmatch '[%w_]+' do words[#words + 1] = word end
   local package_, first, second = unpack(words)
   if not package_ then return nil end
   if not first or not folderOf(package_) then
      return ofSignature(words[#words]) or ofMethod('torch', 'Tensor', words[#words])
   elseif second then
      return ofMethod(package_, first, second)
   end
   local own = indexOf(package_)[package_ .. '.' .. first]
   if own then return joined(own, package_ .. '.' .. first, {}) end
   local found = package_ == 'torch' and ofSignature(first)
   return found or ofClass(package_, plain(first))
end

--- The names of a package that are known, methods with their class, in order.
--
--    require 'paths'
--    print(require 'cresset.docs'.names('paths')[1]) --> basename
function docs.names(package_)
   local names, seen = {}, {}
   local function add(name)
      if not seen[name] and name:sub(1, 1) ~= '_' and not name:match '[.]_' then
         names[#names + 1] = name
      end
      seen[name] = true
   end
   local loaded = package.loaded[package_]
   for name in pairs(indexOf(package_)) do
      local plainName = name:match '^[%w_]+'
      if plainName ~= package_ and loaded[plainName] ~= nil then add(name) end
   end
   if package_ == 'torch' then
      for name in pairs(torch.signatures) do add(name) end
   end
   table.sort(names)
   return names
end

--- The same as docs.find, as text for a terminal.
--
--    print(require 'cresset.docs'.text 'paths.cwd':match 'cwd%(%)') --> cwd()
function docs.text(name)
   local found = docs.find(name)
   if not found then return nil end
   local lines = { unpack(found.calls) }
   lines[#lines + 1] = found.text
   if found.example then
      lines[#lines + 1] = '\n   ' .. found.example:gsub('\n', '\n   ')
   end
   return table.concat(lines, '\n')
end

return docs
