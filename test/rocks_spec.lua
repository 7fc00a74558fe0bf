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

-- Packages and recipes, each after what it depends on.
local function inOrder()
   local names = { 'torch', 'paths', 'sys' }
   for _, name in ipairs(lines 'ls lua | grep -vx -e torch -e cresset -e paths -e sys') do
      table.insert(names, name)
   end
   table.insert(names, 'cresset')
   for _, name in ipairs(lines 'ls recipes') do
      table.insert(names, 'cresset-recipe-' .. name)
   end
   return names
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

   it('install, one for each package and recipe, and work when moved', function()
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
