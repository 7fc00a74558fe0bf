--- colors.lua - sys.colors, the module of this name that some programs require.

return require 'torch.colors'
