--- plot.lua - curves as a picture, drawn by gnuplot where that is installed.

local own = require 'cbind.own'

local terminals = {
   png = 'pngcairo size 800,600',
   svg = 'svg size 800,600',
   eps = 'postscript eps color',
}

local styles = {
   ['-'] = 'with lines', ['+'] = 'with points', ['+-'] = 'with linespoints',
   ['-+'] = 'with linespoints', ['|'] = 'with boxes', ['~'] = 'smooth csplines',
   ['.'] = 'with dots',
}

local function isInstalled()
   return os.execute 'command -v gnuplot >/dev/null 2>&1' == 0
end

-- A text within double quotes of gnuplot, where nothing is expanded.
local function quoted(text)
   return '"' .. text:gsub('[%c"\\`]', function(c) return ('\\%03o'):format(c:byte()) end)
      .. '"'
end

local function script(path, curves, options)
   local lines = {
      'set terminal ' .. terminals[path:match '%.(%w+)$'],
      'set output ' .. quoted(path),
      'set title ' .. quoted(options.title) .. ' noenhanced',
      'set grid',
      options.logscale and 'set logscale y' or '',
   }
   local plots = {}
   for i, curve in ipairs(curves) do
      plots[i] = ("'-' using 1:2 %s title %s noenhanced"):format(
         styles[curve.style] or curve.style, quoted(curve.name))
   end
   lines[#lines + 1] = 'plot ' .. table.concat(plots, ', ')
   for _, curve in ipairs(curves) do
      for i, value in ipairs(curve.values) do
         lines[#lines + 1] = ('%d %.17g'):format(i, value)
      end
      lines[#lines + 1] = 'e'
   end
   return table.concat(lines, '\n') .. '\n'
end

--- Draw curves, each { name =, values =, style = }. options: title, logscale.
-- Gives the path, or nil and why there is no picture.
return function(path, curves, options)
   if not terminals[path:match '%.(%w+)$'] then
      own.raise(('plot: %s is no .png, .svg or .eps'):format(path))
   end
   if not isInstalled() then return nil, 'gnuplot is not installed' end
   local pipe = io.popen('gnuplot 2>/dev/null', 'w')
   pipe:write(script(path, curves, options))
   pipe:close()
   local made = io.open(path)
   if not made then return nil, 'gnuplot made no picture' end
   made:close()
   return path
end
