--- make install: a tree that works from anywhere, by its program and by luajit.

local program = require 'test.support.program'
local works = require 'test.support.moved'

describe('an installed tree', function()
   local folder = os.tmpname()

   setup(function()
      local install = 'rm %s && cmake --install build --prefix %s/here >/dev/null && '
         .. 'mv %s/here %s/there'
      assert.are.equal(0, os.execute(install:format(folder, folder, folder, folder)))
   end)
   teardown(function() os.execute('rm -rf ' .. folder) end)

   it('works after it was moved, by cresset and by th', function()
      works(folder .. '/there/bin/cresset')
      works(folder .. '/there/bin/th')
   end)

   it('works under luajit with a package.path', function()
      local share = folder .. '/there/share/cresset'
      local path = ('%s/lua/?.lua;%s/lua/?/init.lua;%s/?.lua;%s/?/init.lua;;')
         :format(share, share, share, share)
      works(("LUA_PATH='%s' luajit"):format(path))
   end)

   it('holds no source of the program and no test', function()
      local stray = program.shell(('find %s -name "*.c" -o -name "*_spec.lua"')
         :format(folder))
      assert.are.equal('', stray)
   end)
end)
