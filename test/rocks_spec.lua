--- The rocks: installed offline by luarocks for LuaJIT, moved, and removed again.

local program = require 'test.support.program'
local works = require 'test.support.moved'

local settings = [[
   lua_interpreter = 'luajit'
   variables = { LUA = '/usr/bin/luajit', LUA_INCDIR = '/usr/include/luajit-2.1' }
   rocks_servers = {}
]]

local function lines(command)
   local list = {}
   for line in io.popen(command):lines() do list[#list + 1] = line end
   return list
end

-- Packages in an order in which each finds what it depends on; recipes last.
local function inOrder()
   local first, last = { 'torch' }, {}
   for _, name in ipairs(lines [[ls rocks | sed -n 's/-scm-1.rockspec$//p']]) do
      if name:match '^cresset' then
         table.insert(last, name)
      elseif name ~= 'torch' then
         table.insert(first, name)
      end
   end
   for _, name in ipairs(last) do table.insert(first, name) end
   return first
end

describe('the rocks', function()
   local folder, config, names = os.tmpname(), program.file(settings), inOrder()

   local function luarocks(arguments)
      local _, complaint, status = program.shell(
         ('LUAROCKS_CONFIG=%s luarocks --lua-version=5.1 --tree %s/tree '):format(config,
            folder) .. arguments)
      assert.are.equal(0, status, complaint)
   end

   setup(function() os.execute(('rm %s && mkdir %s'):format(folder, folder)) end)
   teardown(function() os.execute(('rm -rf %s %s'):format(folder, config)) end)

   it('are there for every package and every recipe', function()
      local there = {}
      for _, name in ipairs(names) do there[name] = true end
      for _, name in ipairs(lines 'ls lua') do assert.is_true(there[name], name) end
      for _, name in ipairs(lines 'ls recipes') do
         assert.is_true(there['cresset-recipe-' .. name], name)
      end
   end)

   it('install, and work after the tree was moved', function()
      for _, name in ipairs(names) do
         luarocks('make rocks/' .. name .. '-scm-1.rockspec')
      end
      local move = 'mv %s/%s %s/%s'
      os.execute(move:format(folder, 'tree', folder, 'moved'))
      works(folder .. '/moved/bin/cresset')
      local share = folder .. '/moved/share/lua/5.1'
      works(("LUA_PATH='%s/?.lua;%s/?/init.lua' luajit"):format(share, share))
      os.execute(move:format(folder, 'moved', folder, 'tree'))
   end)

   it('leave nothing when they are removed', function()
      for i = #names, 1, -1 do luarocks('remove ' .. names[i]) end
      assert.are.same({ folder .. '/tree/lib/luarocks/rocks-5.1/manifest' },
         lines(('find %s/tree -type f'):format(folder)))
   end)
end)
