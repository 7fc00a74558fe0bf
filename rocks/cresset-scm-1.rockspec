rockspec_format = '3.0'
package = 'cresset'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = 'The program cresset, also called th, and what Torch7 did not have',
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'torch' }
build = {
   type = 'command',
   build_command = '.ci/build build',
   install_command = [[
      mkdir -p "$(LUADIR)" "$(BINDIR)"
      cp -R lua/cresset "$(LUADIR)"
      cp build/bin/cresset "$(BINDIR)/cresset"
      cp build/bin/cresset "$(BINDIR)/th"
   ]],
}
