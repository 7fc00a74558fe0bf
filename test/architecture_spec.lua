--- The rules of docs/architecture.md, checked on every file: who may include and require
-- whom, what lies where, and how long files and functions may be.

local util = require 'jit.util'

-- A package of lua/ may require itself and those before it.
local order = {}
for name in ([[torch paths sys xlua image threads graph nn optim nngraph autograd
   nninit dpnn rnn cutorch cunn cudnn cresset rl tnt]]):gmatch '%S+' do
   table.insert(order, name)
   order[name] = #order
end

-- Everything at the top of the tree. Build folders may lie there too.
local top = {}
for name in ([[CMakeLists.txt lib cbind lua rocks kernels recipes test docs README.md
   LICENSE Makefile .ci .clang-format .luacheckrc .busted .editorconfig .gitignore .git]])
   :gmatch '%S+' do
   top[name] = true
end

-- Files over 300 lines and functions over 60, each with its reason.
local long = {
   ['test/speed/peer_pytorch.py'] = 'the whole peer in one file, to run on any machine',
}

local function exists(path)
   local file = io.open(path)
   return file and file:close()
end

local function write(path, text)
   local file = assert(io.open(path, 'w'))
   file:write(text)
   file:close()
end

local function lineCount(path)
   local count = 0
   for _ in io.lines(path) do count = count + 1 end
   return count
end

-- The files in some folders with these extensions, recorded data left out.
local function files(folders, extensions)
   local found = {}
   local find = "find %s -type f -not -path 'test/golden/*' | sort"
   local pipe = io.popen(find:format(folders))
   for path in pipe:lines() do
      if extensions[path:match '%.(%w+)$'] then table.insert(found, path) end
   end
   pipe:close()
   return found
end

local function isIn(header, path, ...)
   if exists(path:match '^(.*/)' .. header) then return true end
   for _, folder in ipairs { ... } do
      if exists(folder .. header) then return true end
   end
   return false
end

--- Why the file `path` may not include `header`, or nil.
local function includeFault(path, header, isSystem)
   local folder, inner = path:match '^(%w+)/([%w_]*)'
   if isSystem then
      local lua = header:match '^lua' or header:match '^lauxlib'
      if lua and folder ~= 'cbind' then return 'includes Lua' end
      if header:match '^cu[db]' and inner ~= 'cuda' then return 'includes CUDA' end
      return
   end
   if header:match '%.%./' then return 'includes by a path that climbs' end
   if path:match '^lib/cresset/' and not isIn(header, path) then
      return 'a public header includes a private one'
   end
   if folder == 'lib' and not isIn(header, path, 'lib/', 'lib/cresset/') then
      return 'lib includes what is not in lib'
   end
   if folder == 'kernels' and not isIn(header, path, 'lib/', 'lib/cresset/') then
      return 'a kernel includes what is neither beside it nor in lib'
   end
   if folder == 'cbind' and not (isIn(header, path) or header:match '^cresset[./]') then
      return 'cbind includes what is not public'
   end
end

--- Why the file `path` may not require `module`, or nil.
local function requireFault(path, module)
   local folder, inner = path:match '^(%w+)/([%w_]*)'
   local package = module:match '^[%w_]+'
   if package == 'ffi' and folder ~= 'cbind' then return 'ffi outside cbind' end
   if folder == 'cbind' and order[package] then return 'cbind requires a package' end
   if folder == 'recipes' then
      if package == 'cbind' then return 'a recipe requires cbind' end
      local other = module:match '^recipes%.([%w_]+)'
      if other and other ~= inner then return 'a recipe requires another' end
   elseif package == 'recipes' or package == 'test' then
      return folder .. ' requires ' .. package
   end
   if folder == 'lua' and order[package] and order[package] > order[inner] then
      return inner .. ' requires ' .. package
   end
end

--- Why `line` of the file `path` breaks a rule, or nil.
local function fault(path, line)
   if line:match '%f[%w]TO()DO%f[%W]' or line:match '%f[%w]FIX()ME%f[%W]' then
      return 'a mark for later; write an issue instead'
   end
   if path:match '^test/' then return end
   local bracket, header = line:match '^%s*#%s*include%s*([<"])(.-)[>"]'
   if header then return includeFault(path, header, bracket == '<') end
   local module = line:match 'require%s*%(?%s*[\'"]([%w_.]+)'
   return module and requireFault(path, module)
end

--- Lines of each function of a C file: from its opening brace to its closing one, which
-- clang-format puts at the left margin.
local function functionsOfC(path)
   local found, opened, count = {}, nil, 0
   for line in io.lines(path) do
      count = count + 1
      if line == '{' then opened = count end
      if line == '}' and opened then
         table.insert(found, { line = opened - 1, length = count - opened + 1 })
         opened = nil
      end
   end
   return found
end

--- Lines of each function of a Lua file, as the compiler counts them.
local function functionsOfLua(path)
   local found = {}
   local function visit(prototype)
      local i = -1
      while true do
         local child = util.funck(prototype, i)
         if child == nil then return end
         if type(child) == 'proto' then
            local info = util.funcinfo(child)
            table.insert(found, { line = info.linedefined,
               length = info.lastlinedefined - info.linedefined + 1 })
            visit(child)
         end
         i = i - 1
      end
   end
   visit(assert(loadfile(path)))
   return found
end

local function functionsOf(path)
   if path:match '%.lua$' then return functionsOfLua(path) end
   return path:match '%.[ch]u?h?$' and functionsOfC(path) or {}
end

local function check(why, list)
   if why then table.insert(list, why) end
end

describe('architecture', function()
   local sources = files('lib kernels cbind lua recipes rocks test',
      { c = 1, h = 1, def = 1, cu = 1, cuh = 1, lua = 1, py = 1, rockspec = 1 })

   it('holds in every include and require', function()
      local faults = {}
      for _, path in ipairs(sources) do
         local count = 0
         for line in io.lines(path) do
            count = count + 1
            local why = fault(path, line)
            check(why and ('%s:%d: %s'):format(path, count, why), faults)
         end
      end
      assert.are.same({}, faults)
   end)

   it('has files of 300 lines at most', function()
      local faults = {}
      for _, path in ipairs(sources) do
         local count = lineCount(path)
         check(count > 300 and not long[path] and path .. ' has ' .. count, faults)
      end
      assert.are.same({}, faults)
   end)

   it('has functions of 60 lines at most', function()
      local faults = {}
      for _, path in ipairs(sources) do
         if not path:match '^test/' and not long[path] then
            for _, f in ipairs(functionsOf(path)) do
               local where = ('%s:%d has %d'):format(path, f.line, f.length)
               check(f.length > 60 and where, faults)
            end
         end
      end
      assert.are.same({}, faults)
   end)

   it('has a place in the order for every package', function()
      for path in io.popen 'ls lua':lines() do
         assert.is_number(order[path], 'lua/' .. path .. ' is not in the order')
      end
   end)

   it('has nothing else at the top', function()
      for name in io.popen 'ls -A':lines() do
         assert.is_truthy(top[name] or name:match '^build', name .. ' lies at the top')
      end
   end)

   it('states a reason only for what is long', function()
      for path in pairs(long) do
         local longest = 0
         for _, f in ipairs(functionsOf(path)) do
            longest = math.max(longest, f.length)
         end
         assert.is_true(lineCount(path) > 300 or longest > 60, path)
      end
   end)

   for _, planted in ipairs {
      { 'lib/softmax.c', '#include "kernel.h"' },
      { 'lib/data/digits.c', '#include "../kernels/cpu/kernel.h"' },
      { 'lib/softmax.c', '#include <lua.h>' },
      { 'lib/cresset/tensor.h', '#include "fail.h"' },
      { 'kernels/cpu/softmax.c', '#include "../cuda/kernel.cuh"' },
      { 'kernels/cpu/softmax.c', '#include "kernel.cuh"' },
      { 'kernels/cpu/softmax.c', '#include <cuda_runtime.h>' },
      { 'cbind/launcher/main.c', '#include "fail.h"' },
      { 'cbind/tensor.lua', "require 'torch.Tensor'" },
      { 'lua/torch/Tensor.lua', "local nn = require 'nn'" },
      { 'lua/nn/GELU.lua', "local ffi = require('ffi')" },
      { 'lua/nn/GELU.lua', 'require "cresset.data"' },
      { 'lua/nn/GELU.lua', "require 'test.support.child'" },
      { 'lua/paths/init.lua', "require 'sys'" },
      { 'recipes/lenet/main.lua', "require 'cbind'" },
      { 'recipes/lenet/main.lua', "require 'recipes.alexnet.model'" },
      { 'recipes/lenet/main.lua', '-- TO' .. 'DO: later' },
   } do
      it('refuses ' .. planted[2] .. ' in ' .. planted[1], function()
         assert.is_string(fault(planted[1], planted[2]))
      end)
   end

   it('measures functions by their own lines', function()
      local lua = os.tmpname() .. '.lua'
      local c = lua:gsub('lua$', 'c')
      write(lua, 'local f = function()\n' .. ('x = 1\n'):rep(60) .. 'end\nreturn f\n')
      write(c, 'int f(void)\n{\n' .. ('    g();\n'):rep(60) .. '}\n')
      assert.are.same({ { line = 1, length = 62 } }, functionsOf(lua))
      assert.are.same({ { line = 1, length = 62 } }, functionsOf(c))
      os.remove(lua)
      os.remove(c)
   end)
end)
