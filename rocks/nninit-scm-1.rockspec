rockspec_format = '3.0'
package = 'nninit'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = 'Initial values of the parameters of nn',
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'nn' }
build = {
   type = 'command',
   build_command = 'true',
   install_command = 'mkdir -p "$(LUADIR)" && cp -R lua/nninit "$(LUADIR)"',
}
