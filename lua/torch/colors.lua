--- colors.lua - what makes a terminal write in colours, by name: sys.COLORS.
-- 'red' is plain, 'Red' bright, '_red' a background; 'none' ends all of them.

local colors = { none = '\27[0m' }
local names = { 'black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white' }

for i, name in ipairs(names) do
   colors[name] = ('\27[0;%dm'):format(29 + i)
   colors[name:gsub('^%l', string.upper)] = ('\27[1;%dm'):format(29 + i)
   colors['_' .. name] = ('\27[%dm'):format(39 + i)
end

return colors
