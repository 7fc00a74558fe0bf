--- Logger.lua - a table of numbers that grows row by row, as text in a file and as a
-- plot. From state() a log goes on where it was: optim.Logger.resume(filename, state).
--
--    local name = os.tmpname()
--    local log = optim.Logger(name):setNames { 'step', 'loss' }
--    log:add { 1, 0.5 }
--    local text = io.open(name):read '*a'
--    os.remove(name)
--    print((text:gsub('%s+', ' '))) --> step loss 1.0000e+00 5.0000e-01

local torch = require 'torch'
local own = require 'cbind.own'
local paths = require 'paths'
local describe = require 'torch.explain'.describe
local plot = require 'optim.plot'

local Logger = torch.class('optim.Logger', require 'optim')

local function open(self, filename, mode)
   local file, problem = io.open(filename, mode)
   if not file then own.raise('Logger: ' .. problem) end
   self.file = file
end

local function begin(self, filename)
   self.name, self.names, self.symbols, self.styles = filename or 'stdout', {}, {}, {}
   self.idx, self.empty, self.showPlot, self.logscale = {}, true, true, false
   self.defaultStyle = '+'
   self.plotfile = filename and filename .. '.png'
end

--- filename: the text is written there; nil: to standard output. The folder is made.
-- timestamp: true adds the time to the name.
function Logger:__init(filename, timestamp)
   if filename ~= nil and type(filename) ~= 'string' then
      own.raise(('Logger: filename is %s, expected a string'):format(describe(filename)))
   end
   if filename and timestamp then filename = filename .. os.date '-%Y_%m_%d_%X' end
   begin(self, filename)
   if not filename then
      self.file = io.stdout
      return
   end
   paths.mkdir(paths.dirname(filename))
   open(self, filename, 'w')
end

--- The heads of the columns, before the first row.
--
--    local name = os.tmpname()
--    local log = optim.Logger(name):setNames { 'step', 'loss' }
--    print(log.names[2]) --> loss
--    os.remove(name)
function Logger:setNames(names)
   self.names, self.empty, self.nsymbols = names, false, #names
   for i, name in ipairs(names) do
      self.file:write(name, '\t')
      self.symbols[i], self.styles[i], self.idx[name] = {}, { self.defaultStyle }, i
   end
   self.file:write '\n'
   self.file:flush()
   return self
end

-- Columns in order: 1, 2, ... then names by the alphabet.
local function keysOf(row)
   local keys = {}
   for key in pairs(row) do keys[#keys + 1] = key end
   table.sort(keys, function(a, b)
      if type(a) == type(b) then return a < b end
      return type(a) == 'number'
   end)
   return keys
end

local function nameByKeys(self, row)
   self.empty, self.nsymbols = false, #row
   for _, key in ipairs(keysOf(row)) do
      self.file:write(tostring(key), '\t')
      self.symbols[key], self.styles[key] = {}, { self.defaultStyle }
      self.names[key], self.idx[key] = key, key
   end
   self.file:write '\n'
end

--- Add a row: a list in the order of the names, or a table of name = value.
--
--    local name = os.tmpname()
--    local log = optim.Logger(name):setNames { 'step', 'loss' }
--    log:add { 1, 0.5 }
--    log:add { 2, 0.25 }
--    print(log.symbols[2][2]) --> 0.25
--    os.remove(name)
function Logger:add(row)
   if type(row) ~= 'table' then
      own.raise(('Logger: row is %s, expected a table'):format(describe(row)))
   end
   for key, value in pairs(row) do
      if type(value) ~= 'number' and type(value) ~= 'string' then
         local text = 'Logger: %s is %s, expected a number or a string'
         own.raise(text:format(tostring(key), describe(value)))
      end
   end
   if self.empty then nameByKeys(self, row) end
   for _, key in ipairs(keysOf(row)) do
      local value = row[key]
      if not self.symbols[key] then
         own.raise(('Logger: there is no column %s'):format(describe(key)))
      end
      self.file:write(type(value) == 'number' and ('%11.4e'):format(value) or value, '\t')
      table.insert(self.symbols[key], value)
   end
   self.file:write '\n'
   self.file:flush()
end

--- How columns are drawn: a list, or name = style. '-' lines, '+' points, '+-' both,
-- '|' boxes, '~' smooth, '.' dots; or words of gnuplot.
--
--    local name = os.tmpname()
--    local log = optim.Logger(name):setNames { 'loss' }:style { '-' }
--    print(log.styles[1][1]) --> -
--    os.remove(name)
function Logger:style(styles)
   for key, style in pairs(styles) do
      local column = self.idx[key] or key
      self.styles[column] = type(style) == 'table' and style or { style }
   end
   return self
end

--- A logarithmic axis for the values; false for a plain one.
--
--    local name = os.tmpname()
--    local log = optim.Logger(name)
--    log:setlogscale()
--    print(log.logscale) --> true
--    os.remove(name)
function Logger:setlogscale(state) self.logscale = state ~= false end

--- false: plot() does nothing.
--
--    local name = os.tmpname()
--    local log = optim.Logger(name)
--    log:display(false)
--    print(log.showPlot) --> false
--    os.remove(name)
function Logger:display(state)
   self.showPlot = state
   return self
end

--- Draw all columns, or those named, into the file `plotfile`: .png, .svg or .eps. Gives
-- its name; without gnuplot or with less than two rows nil and why not.
--
--    local name = os.tmpname()
--    local log = optim.Logger(name):setNames { 'loss' }
--    log:display(false):plot() -- draws nothing
--    os.remove(name)
function Logger:plot(...)
   if not self.showPlot then return nil, 'display is off' end
   if not self.plotfile then return nil, 'the log has no file' end
   local wanted, curves = { ... }, {}
   if #wanted == 0 then wanted = keysOf(self.symbols) end
   for _, name in ipairs(wanted) do
      local column = self.idx[name] or name
      local values = self.symbols[column]
      if values and #values > 1 and type(values[1]) == 'number' then
         for _, style in ipairs(self.styles[column] or { self.defaultStyle }) do
            table.insert(curves, { name = tostring(self.names[column] or column),
               values = values, style = style })
         end
      end
   end
   if #curves == 0 then return nil, 'there are less than two rows' end
   return plot(self.plotfile, curves, { logscale = self.logscale, title = self.name })
end

--- All that a log needs to go on: its length in bytes, names and rows.
function Logger:state()
   self.file:flush()
   return { offset = self.file:seek 'end' or 0, names = self.names, idx = self.idx,
      symbols = self.symbols, styles = self.styles, empty = self.empty }
end

--- The log in `filename` as it was when state() was asked for: later rows are cut off.
function Logger.resume(filename, state)
   local old = io.open(filename, 'r')
   local text = old and old:read(state.offset) or ''
   if old then old:close() end
   if #text < state.offset then
      own.raise(('Logger: %s has %d bytes, expected %d or more'):format(filename, #text,
         state.offset))
   end
   local self = setmetatable({}, torch.getmetatable 'optim.Logger')
   begin(self, filename)
   open(self, filename .. '.tmp', 'w')
   self.file:write(text)
   self.file:close()
   os.rename(filename .. '.tmp', filename)
   open(self, filename, 'a')
   for _, field in ipairs { 'names', 'idx', 'symbols', 'styles', 'empty' } do
      self[field] = state[field]
   end
   return self
end

return require 'optim'.Logger
