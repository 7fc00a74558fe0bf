rockspec_format = '3.0'
package = 'cresset-recipe-lenet'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = 'LeNet learns to read digits; its claims: cresset verify lenet',
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'nn', 'optim', 'xlua', 'cresset' }
build = {
   type = 'command',
   build_command = 'true',
   install_command = [[
      mkdir -p "$(LUADIR)/recipes"
      cp -R recipes/lenet "$(LUADIR)/recipes"
   ]],
}
