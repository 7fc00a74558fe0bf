--- Every public name of Torch7's packages, as listed in test/names: it exists, and has an
-- entry in the reference with an example that runs. A name with an underline before it is
-- private. Names still to come stand in test/golden_missing/names.txt, those without an
-- entry in test/golden_missing/docs.txt.

local torch = require 'torch'
local docs = require 'cresset.docs'
local example = require 'test.support.example'

for _, name in ipairs { 'paths', 'sys', 'xlua', 'nn', 'optim' } do require(name) end

local function lines(path)
   local list = {}
   for line in io.lines(path) do list[#list + 1] = line end
   return list
end

-- The object that a list is about, and the name before its names: 'torch.Timer'.
local function subject(file)
   local package_, class = file:match '^([%w]+)%.([%w]+)%.txt$'
   if class == 'names' or class == 'functions' or class == 'classes' then
      return package.loaded[package_], package_
   end
   local whole = package_ .. '.' .. class
   return torch.getmetatable(whole) or torch[class], whole
end

-- { name, there } for each public name of each list.
local function publicNames()
   local names = {}
   for file in require 'paths'.iterfiles 'test/names' do
      local object, prefix = subject(file)
      for _, line in ipairs(lines('test/names/' .. file)) do
         if file == 'optim.methods.txt' then
            local class, method = line:match '^(%w+):(.*)$'
            local package_ = package.loaded.optim[class]
            prefix, line, object = 'optim.' .. class, method, package_
         end
         if line:sub(1, 1) ~= '_' then
            names[#names + 1] = { prefix .. '.' .. line, object and object[line] ~= nil }
         end
      end
   end
   table.sort(names, function(a, b) return a[1] < b[1] end)
   return names
end

local function notListed(found, ...)
   local listed, rest = {}, {}
   for _, list in ipairs { ... } do
      for _, name in ipairs(lines('test/golden_missing/' .. list .. '.txt')) do
         listed[name] = true
      end
   end
   for _, name in ipairs(found) do
      if not listed[name] then rest[#rest + 1] = name end
   end
   return rest
end

describe('names of Torch7', function()
   local names = publicNames()

   it('exist, but those listed', function()
      local missing = {}
      for _, name in ipairs(names) do
         if not name[2] then missing[#missing + 1] = name[1] end
      end
      assert.is_true(#names > 1900)
      assert.are.same({}, notListed(missing, 'names'))
   end)

   it('are explained, with an example, but those listed', function()
      local lacking = {}
      for _, name in ipairs(names) do
         local found = name[2] and docs.find(name[1])
         if name[2] and not (found and found.text ~= '' and found.example) then
            lacking[#lacking + 1] = name[1]
         end
      end
      assert.are.same({}, notListed(lacking, 'docs', 'names'))
   end)

   it('have examples that print what they say', function()
      local seen, wrong = {}, {}
      for _, name in ipairs(names) do
         local found = name[2] and docs.find(name[1])
         local code = found and found.example
         if code and not seen[code] then
            seen[code] = true
            local well, problem = pcall(function()
               assert.are.same(example.expected(code), example.printed(code, '=example'))
            end)
            if not well then wrong[#wrong + 1] = name[1] .. ': ' .. tostring(problem) end
         end
      end
      assert.are.equal('', table.concat(wrong, '\n'))
   end)
end)
