rockspec_format = '3.0'
package = 'paths'
version = 'scm-1'
source = { url = 'git+file://.' }
description = {
   summary = "Torch7's names of files and folders; needs LuaFileSystem (lfs)",
   license = 'BSD-3-Clause',
}
dependencies = { 'lua >= 5.1, < 5.2', 'torch' }
build = {
   type = 'command',
   build_command = 'true',
   install_command = 'mkdir -p "$(LUADIR)" && cp -R lua/paths "$(LUADIR)"',
}
