--- options.lua - the command line of `cresset`: flags of Torch7's th, and subcommands.

local options = {}

options.help = [=[
Usage: cresset [flags] [script.lua [arguments]]
       cresset setup           what was found here, what is missing, how to get it
       cresset bench [flags]   measure the speed of this machine
       cresset verify ROCK     check the figures that a recipe claims
       cresset convert IN OUT  between .t7, .npy, .npz and .safetensors; --help tells more
       cresset docs FOLDER     write the reference, a page for each package

Without arguments: read, evaluate and print, line by line.

Flags:
  -e STATEMENT        run a statement
  -l NAME             require a package
  -i, --interactive   read further lines after the script
  -g, --globals       warn when a global variable is made or missing
  -gg, --gglobals     raise an error instead
  -v, --version       print the version
  -h, --help          print this text
]=]

local subcommands = { setup = true, bench = true, verify = true, docs = true,
   convert = true }

local long = {
   ['--interactive'] = '-i', ['--globals'] = '-g', ['--gglobals'] = '-gg',
   ['--version'] = '-v', ['--help'] = '-h',
}

local simple = {
   ['-i'] = function(chosen) chosen.interactive = true end,
   ['-g'] = function(chosen) chosen.globals = 'warn' end,
   ['-gg'] = function(chosen) chosen.globals = 'raise' end,
   ['-v'] = function(chosen) chosen.version = true end,
   ['-h'] = function(chosen) chosen.help = true end,
}

local function rest(words, first)
   return { unpack(words, first) }
end

-- A flag at words[i]: gives the number of words it took, or nil and what is wrong.
local function takeFlag(chosen, words, i)
   local flag = long[words[i]] or words[i]
   if simple[flag] then
      simple[flag](chosen)
      return 1
   end
   local kind, attached = flag:match '^%-([el])(.*)$'
   if not kind then return nil, ("there is no flag '%s'"):format(words[i]) end
   local apart = attached == ''
   local text = apart and words[i + 1] or attached
   if apart and not words[i + 1] then
      return nil, ("'%s' needs a word after it"):format(flag)
   end
   table.insert(chosen.steps, kind == 'l' and { load = text } or { run = text })
   return apart and 2 or 1
end

--- What the words ask for: a table, or nil and what is wrong with them.
function options.parse(words)
   local chosen, i = { steps = {}, arguments = {} }, 1
   if subcommands[words[1]] then
      chosen.subcommand, chosen.arguments = words[1], rest(words, 2)
      return chosen
   end
   while words[i] do
      if words[i] == '-' or words[i]:sub(1, 1) ~= '-' then
         chosen.script, chosen.arguments = words[i], rest(words, i + 1)
         break
      end
      local taken, wrong = takeFlag(chosen, words, i)
      if not taken then return nil, wrong end
      i = i + taken
   end
   if not chosen.script and #chosen.steps == 0 then chosen.interactive = true end
   return chosen
end

return options
