rockspec_format = '3.0'
package = 'torch'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = "Torch7's tensors on today's processors, with the C library below them",
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2' }
build = {
   type = 'command',
   build_command = '.ci/build build',
   install_command = [[
      mkdir -p "$(LUADIR)/cbind/include"
      cp -R lua/torch "$(LUADIR)"
      cp cbind/*.lua build/lib/libcresset.so "$(LUADIR)/cbind"
      cp -R lib/cresset.h lib/cresset "$(LUADIR)/cbind/include"
   ]],
}
