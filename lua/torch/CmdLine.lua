--- CmdLine.lua - torch.CmdLine: options and arguments of a program, from its command
-- line.
--
--    local cmd = torch.CmdLine()
--    cmd:text 'Train a network.'
--    cmd:argument('-data', 'folder with the data')
--    cmd:option('-rate', 0.01, 'learning rate')
--    local params = cmd:parse { 'digits', '-rate', '0.1' } -- without a list: arg
--    print(params.data, params.rate) --> digits 0.1

local class = require 'torch.class'
local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local CmdLine = class.class 'torch.CmdLine'

local function plain(key) return (key:gsub('^%-*', '')) end

local function text(method, what, value)
   if type(value) == 'string' then return value end
   own.raise(('%s: %s is %s, expected a string'):format(method, what, describe(value)))
end

--- The separators are those of cmd:string: 'experiment,rate=0.1'.
function CmdLine:__init(argseparator, keyseparator)
   self.argseparator = argseparator == nil and ','
      or text('CmdLine', 'argseparator', argseparator)
   self.keyseparator = keyseparator == nil and '='
      or text('CmdLine', 'keyseparator', keyseparator)
   self.options, self.arguments, self.lines = {}, {}, {}
end

--- An option '-name value' with its default, whose type the value has; '-flag' turns a
-- boolean into its opposite.
--
--    local cmd = torch.CmdLine()
--    cmd:option('-gpu', false, 'train on the graphics card')
--    print(cmd:parse({ '-gpu' }).gpu) --> true
function CmdLine:option(key, default, help)
   text('option', 'key', key)
   if default == nil then
      own.raise(('option: default of %s is nil, expected a string, a number or a boolean')
         :format(key))
   end
   local option = { key = key, default = default, help = help }
   self.options[key] = option
   table.insert(self.lines, option)
end

--- An argument that must be given; those without default stand in order.
--
--    local cmd = torch.CmdLine()
--    cmd:argument('-data', 'folder with the data')
--    print(cmd:parse({ 'digits' }).data) --> digits
function CmdLine:argument(key, help)
   local argument = { key = text('argument', 'key', key), help = help }
   table.insert(self.arguments, argument)
   table.insert(self.lines, argument)
end

--- A line of the help.
--
--    local cmd = torch.CmdLine()
--    cmd:text 'Train a network.'
--    cmd:help()
--    --> Usage: [options]
--    --> Train a network.
function CmdLine:text(line) table.insert(self.lines, line == nil and ''
   or text('text', 'line', line)) end

--- Raise what is wrong with the command line, with the help.
--
--    local cmd = torch.CmdLine()
--    print(select(2, pcall(cmd.error, cmd, 'too fast')):match 'too fast') --> too fast
function CmdLine:error(message)
   own.raise(('%s\n%s'):format(tostring(message), self:usage()))
end

local function converted(self, option, value)
   local kind = type(option.default)
   if value == nil then self:error(('option %s: a %s is missing')
      :format(option.key, kind)) end
   if kind ~= 'number' then return value end
   local number = tonumber(value)
   if not number then
      self:error(("option %s: '%s' is not a number"):format(option.key, tostring(value)))
   end
   return number
end

-- Read the option at place i; returns how many words it took.
function CmdLine:__readOption__(params, words, i)
   local option = self.options[words[i]]
   if not option then self:error(("there is no option '%s'")
      :format(tostring(words[i]))) end
   if type(option.default) == 'boolean' then
      params[plain(option.key)] = not option.default
      return 1
   end
   params[plain(option.key)] = converted(self, option, words[i + 1])
   return 2
end

-- Read the n-th argument at place i; returns how many words it took.
function CmdLine:__readArgument__(params, words, i, n)
   local argument = self.arguments[n]
   if not argument then self:error(("'%s' was not expected")
      :format(tostring(words[i]))) end
   params[plain(argument.key)] = words[i]
   return 1
end

--- The options and arguments in a list of words, by name without dashes. -h, -help and
-- --help
-- print the help and end the program; a wrong word is an error.
--
--    local cmd = torch.CmdLine()
--    cmd:option('-rate', 0.01, 'learning rate')
--    print(cmd:parse({ '-rate', '0.1' }).rate) --> 0.1
function CmdLine:parse(words)
   words = words == nil and _G.arg or words
   if type(words) ~= 'table' then
      own.raise('parse: words is ' .. describe(words) .. ', expected a table')
   end
   local params, i, n = self:default(), 1, 0
   while i <= #words do
      local word = tostring(words[i])
      if word == '-h' or word == '-help' or word == '--help' then
         self:help(words)
         os.exit(0)
      elseif self.options[word] or word:match '^%-' and not tonumber(word) then
         i = i + self:__readOption__(params, words, i)
      else
         n = n + 1
         i = i + self:__readArgument__(params, words, i, n)
      end
   end
   if n < #self.arguments then
      self:error(('argument %s is missing'):format(plain(self.arguments[n + 1].key)))
   end
   return params
end

--- The options as they are if none is given.
--
--    local cmd = torch.CmdLine()
--    cmd:option('-rate', 0.01, 'learning rate')
--    print(cmd:default().rate) --> 0.01
function CmdLine:default()
   local params = {}
   for key, option in pairs(self.options) do params[plain(key)] = option.default end
   return params
end

local function short(value)
   if type(value) == 'boolean' then return value and 't' or 'f' end
   return tostring(value)
end

--- prefix and the options in params that are not at their default, sorted:
-- 'run,rate=0.1'.
-- ignore: a table of names to leave out, { dir = true }.
--
--    local cmd = torch.CmdLine()
--    cmd:option('-rate', 0.01, 'learning rate')
--    print(cmd:string('run', { rate = 0.1 })) --> run,rate=0.1
function CmdLine:string(prefix, params, ignore)
   text('string', 'prefix', prefix)
   if type(params) ~= 'table' or ignore ~= nil and type(ignore) ~= 'table' then
      own.raise('string: params and ignore are ' .. describe(params) .. ' and '
         .. describe(ignore)
         .. ', expected tables')
   end
   local words = {}
   for key, option in pairs(self.options) do
      local name = plain(key)
      local value = params[name]
      if value ~= nil and value ~= option.default and not (ignore and ignore[name]) then
         words[#words + 1] = name .. self.keyseparator .. short(value)
      end
   end
   table.sort(words)
   table.insert(words, 1, prefix)
   return table.concat(words, self.argseparator)
end

--- The lines of the help, as one text.
function CmdLine:usage(words)
   if words ~= nil and type(words) ~= 'table' then
      own.raise('usage: words is ' .. describe(words) .. ', expected a table')
   end
   local lines, width = { 'Usage: ' .. (words and words[0] and words[0] .. ' ' or '')
      .. '[options]' }, 0
   local function head(line)
      return line.default == nil and ('<%s>'):format(plain(line.key)) or line.key
   end
   for _, argument in ipairs(self.arguments) do
      lines[1] = lines[1] .. (' <%s>'):format(plain(argument.key))
   end
   for _, line in ipairs(self.lines) do
      if type(line) == 'table' then width = math.max(width, #head(line)) end
   end
   for _, line in ipairs(self.lines) do
      if type(line) == 'table' then
         local default = line.default ~= nil and (' [%s]'):format(tostring(line.default))
            or ''
         line = ('  %-' .. math.min(width, 99) .. 's%s%s'):format(head(line),
            line.help and ' ' .. tostring(line.help) or '', default)
      end
      lines[#lines + 1] = line
   end
   return table.concat(lines, '\n')
end

--- Print the help.
--
--    torch.CmdLine():help() --> Usage: [options]
function CmdLine:help(words) print(self:usage(type(words) == 'table' and words
   or nil)) end

--- Print no more on the screen, once cmd:log has been called.
--
--    torch.CmdLine():silent()
function CmdLine:silent() self.isSilent = true end

--- Begin each line of the log with a name and the time, in a format of os.date.
--
--    torch.CmdLine():addTime('run', '%H:%M')
function CmdLine:addTime(name, format)
   self.timeName = name == nil and '' or text('addTime', 'name', name)
   self.timeFormat = format == nil and '%Y-%m-%d %H:%M:%S'
      or text('addTime', 'format', format)
end

--- From now on what is printed also goes into a file, a name or an open one, after a head
-- with
-- the options in params.
--
--    local cmd, name, screen = torch.CmdLine(), os.tmpname(), _G.print
--    cmd:silent()
--    cmd:log(name, { rate = 0.1 })
--    _G.print 'epoch 1'
--    _G.print = screen
--    print(io.open(name):read '*a':match 'rate%s+0.1.*epoch 1' ~= nil) --> true
--    os.remove(name)
function CmdLine:log(file, params)
   local opened, problem = file, nil
   if type(file) == 'string' then opened, problem = io.open(file, 'w') end
   if io.type(opened) ~= 'file' then
      own.raise('log: ' .. (problem or 'file is ' .. describe(file)
         .. ', expected a name or an open file'))
   end
   local screen = print
   function _G.print(...)
      if not self.isSilent then screen(...) end
      local words = {}
      for i = 1, select('#', ...) do words[i] = tostring((select(i, ...))) end
      local stamp = self.timeFormat and ('[%s%s]')
         :format(self.timeName ~= '' and self.timeName .. ' ' or '',
         os.date(self.timeFormat)) or ''
      opened:write(stamp, table.concat(words, '\t'), '\n')
      opened:flush()
   end
   print('[program started on ' .. os.date() .. ']')
   print '[command line arguments]'
   for name, value in pairs(type(params) == 'table' and params or {}) do print(name,
      value) end
   print '[----------------------]'
end

return CmdLine
