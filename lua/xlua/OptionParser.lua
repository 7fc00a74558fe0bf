--- OptionParser.lua - xlua.OptionParser, which reads the options of a command line.

local own = require 'cbind.own'
local describe = require 'torch.explain'.describe

local OptionParser = {}
OptionParser.__index = OptionParser

-- `%prog` in the usage is the program as it was called.
local function programName()
   local words = rawget(_G, 'arg')
   if not words or not words[0] then return 'THISPROG' end
   return (words[-1] and words[-1] .. ' ' or '') .. words[0]
end

--- Say what is wrong and how the program is used, and end it with status 1.
function OptionParser:fail(message)
   io.stderr:write(tostring(message), '\n')
   self:help()
   os.exit(1)
end

--- An option: {'-r', '--rate', dest = 'rate', action = 'store', default = 0.1, help = ''}.
-- The value is stored under `dest`; action 'store', which is meant if there is none, takes
-- the next word, 'store_true' and 'store_false' take none. req: it must be given. metavar:
-- what stands for the value in the help, else dest in capitals.
--
--    local parser = xlua.OptionParser '%prog [options]'
--    parser:option { '-r', '--rate', dest = 'rate', default = 0.1, help = 'of learning' }
--    print(parser:flags(parser.option_of['-r'])) --> -r RATE, --rate=RATE
function OptionParser:option(description)
   if type(description) ~= 'table' or type(description[1]) ~= 'string'
      or type(description.dest) ~= 'string' then
      own.raise("option: expected a table such as {'-r', '--rate', dest = 'rate'}")
   end
   table.insert(self.option_descriptions, description)
   for _, flag in ipairs(description) do self.option_of[flag] = description end
end

-- The words of the command line, '--rate=1' as two.
local function wordsOf(list)
   local words = {}
   for _, word in ipairs(list) do
      local flag, value = word:match '^(%-%-[%w_-]+)=(.*)$'
      words[#words + 1] = flag or word
      words[#words + 1] = value
   end
   return words
end

-- Store what the option at place i asks for; gives the place of the last word it took.
local function take(self, options, words, i)
   local option = self.option_of[words[i]]
   if option.action == 'store_true' or option.action == 'store_false' then
      options[option.dest] = option.action == 'store_true'
      return i
   end
   local value = words[i + 1]
   if value == nil then value = option.default end
   if value == nil then self:fail('option requires an argument ' .. words[i]) end
   options[option.dest] = value
   return i + 1
end

local function checkRequired(self, options)
   for _, option in ipairs(self.option_descriptions) do
      if option.req and not options[option.dest] then
         self:fail('option ' .. option[1] .. ' requires an argument ')
      end
   end
end

--- The options of the command line, the global `arg`, by name, and a list of the other
-- words. A table that is given is filled, and its values are defaults. A wrong option ends
-- the program, and so does --help.
--
--    local parser = xlua.OptionParser '%prog [options]'
--    parser:option { '--rate', dest = 'rate', default = '0.1', help = 'of learning' }
--    local words = _G.arg
--    _G.arg = { '--rate=0.5', 'digits' }
--    local options, rest = parser:parse()
--    _G.arg = words
--    print(options.rate, rest[1]) --> 0.5 digits
function OptionParser:parse(options)
   if options ~= nil and type(options) ~= 'table' then
      own.raise('parse: options is ' .. describe(options) .. ', expected a table')
   end
   options = options or {}
   self.options = options
   for _, option in ipairs(self.option_descriptions) do
      if options[option.dest] == nil then options[option.dest] = option.default end
   end
   local list, rest = rawget(_G, 'arg'), {}
   options.__main__ = list ~= nil
   if not list then return options, rest end
   local words, i = wordsOf(list), 1
   while words[i] do
      if self.option_of[words[i]] then
         i = take(self, options, words, i)
      elseif words[i]:match '^%-' then
         self:fail('invalid option ' .. words[i])
      else
         rest[#rest + 1] = words[i]
      end
      i = i + 1
   end
   if options.help then
      self:help()
      os.exit()
   end
   checkRequired(self, options)
   return options, rest
end

--- The flags of an option with what stands for its value: '-r RATE, --rate=RATE'.
--
--    local parser = xlua.OptionParser ''
--    print(parser:flags { '-q', dest = 'quiet', action = 'store_true' }) --> -q
function OptionParser:flags(option)
   local takes = option.action == nil or option.action == 'store'
   local flags = {}
   for i, flag in ipairs(option) do
      local value = takes and (#flag == 2 and ' ' or '=')
         .. (option.metavar or option.dest:upper()) or ''
      flags[i] = flag .. value
   end
   return table.concat(flags, ', ')
end

local function remark(option)
   if option.req then return ' [REQUIRED]' end
   return option.default and (' [default = %s]'):format(tostring(option.default)) or ''
end

--- Write how the program is used.
--
--    xlua.OptionParser('%prog [options]'):help()
function OptionParser:help()
   local usage = self.usage:gsub('%%prog', (programName():gsub('%%', '%%%%')))
   io.write('Usage: ', usage, '\n\nOptions:\n')
   local width = 0
   for _, option in ipairs(self.option_descriptions) do
      width = math.max(width, #self:flags(option))
   end
   for _, option in ipairs(self.option_descriptions) do
      local flags = self:flags(option)
      io.write('  ', flags, (' '):rep(width - #flags), '  ', option.help or '',
         remark(option), '\n')
   end
end

-- '--rate=0.1,--size=3': the options that have a value, those in `only` if it lists any.
local function fileName(self, only)
   local wanted, parts = {}, {}
   for _, flag in ipairs(only or {}) do wanted[flag] = true end
   for _, option in ipairs(self.option_descriptions) do
      local value = self.options[option.dest]
      if value and (next(wanted) == nil or wanted[option[1]]) then
         parts[#parts + 1] = option[1] .. '=' .. tostring(value)
      end
   end
   return (table.concat(parts, ','):gsub('/', '|'):gsub(' ', '_'))
end

--- The options that were parsed, a line each; or, with `asName`, as a name for a file, of
-- the options whose first flags are listed, else of all.
--
--    local parser, words = xlua.OptionParser '', _G.arg
--    parser:option { '--rate', dest = 'rate', default = '0.1', help = 'of learning' }
--    _G.arg = {}
--    parser:parse()
--    _G.arg = words
--    print(parser:tostring(true, { '--rate' })) --> --rate=0.1
function OptionParser:tostring(asName, only)
   if asName then return fileName(self, only) end
   local words, lines = rawget(_G, 'arg'), {}
   for name, value in pairs(self.options) do
      lines[#lines + 1] = (' + %s = %s\n'):format(name, tostring(value))
   end
   table.sort(lines)
   local program = (words and words[0] or 'interpreted'):gsub('%.lua', '')
   return ('<%s> configuration:\n'):format(program) .. table.concat(lines)
end

--- Write that.
function OptionParser:summarize(asName) io.write(self:tostring(asName)) end

--- A parser of options, with --help among them. usage: how the program is called, in which
-- %prog stands for its name.
--
--    local parser = xlua.OptionParser '%prog [options] file'
--    print(parser.option_of['--help'].dest) --> help
return function(usage)
   local self = setmetatable({ usage = usage == nil and '%prog [options]' or tostring(usage),
      option_descriptions = {}, option_of = {}, options = {} }, OptionParser)
   self:option { '-h', '--help', action = 'store_true', dest = 'help',
      help = 'show this help message and exit' }
   return self
end
