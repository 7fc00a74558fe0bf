--- Several Lua states in one process, and modules that are loaded twice.

describe('the binding', function()
   it('serves four Lua states in four threads, each of which loads it twice', function()
      local program = os.tmpname()
      local build = ('gcc $CRESSET_CFLAGS -I/usr/include/luajit-2.1 test/cbind/states.c '
         .. '-o %s -lluajit-5.1 -lpthread'):format(program)
      assert.are.equal(0, os.execute(build))
      local path = './?.lua;./?/init.lua;./lua/?.lua;./lua/?/init.lua'
      local pipe = io.popen(("LUA_PATH='%s' %s 2>&1; echo exit $?"):format(path, program))
      local output = pipe:read '*a'
      pipe:close()
      os.remove(program)
      assert.are.equal('exit 0\n', output)
   end)
end)
