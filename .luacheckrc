std = 'luajit'
-- 90 columns; messages and call forms, which are one string, may reach 120.
max_line_length = 120
self = false
-- Methods take the arguments of their interface, whether they need them or not.
unused_args = false

-- Torch7 programs find the packages as globals, which only the packages themselves set.
files['lua/*/init.lua'].globals = { 'torch', 'nn', 'optim', 'xlua', 'image', 'paths', 'sys' }
-- xlua adds functions to Lua's own tables, as in Torch7.
files['lua/xlua/*.lua'].globals = { 'xlua', 'table', 'string', 'io' }
-- Each example of these files is a program of its own: names are used again.
files['lua/torch/examples/*.lua'] = { globals = { 'torch' }, ignore = { '4..' } }
files['test/**/*.lua'].std = '+busted'
exclude_files = { 'build*' }
