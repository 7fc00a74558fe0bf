rockspec_format = '3.0'
package = 'optim'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = "Torch7's optimisation algorithms",
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'paths' }
build = {
   type = 'command',
   build_command = 'true',
   install_command = 'mkdir -p "$(LUADIR)" && cp -R lua/optim "$(LUADIR)"',
}
