rockspec_format = '3.0'
package = 'xlua'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = "Torch7's progress bars and small helpers",
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'sys' }
build = {
   type = 'command',
   build_command = 'true',
   install_command = 'mkdir -p "$(LUADIR)" && cp -R lua/xlua "$(LUADIR)"',
}
