rockspec_format = '3.0'
package = 'nn'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = "Torch7's neural networks: modules, containers, criterions",
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'torch' }
build = {
   type = 'command',
   build_command = 'true',
   install_command = 'mkdir -p "$(LUADIR)" && cp -R lua/nn "$(LUADIR)"',
}
