--- main.lua - the program `cresset`, also called `th`.
-- Run by cbind/launcher with the table `launcher` and the words of the command line;
-- returns the exit status of the process.

require 'cbind.own'.add()
local launcher = ...
local words = { select(2, ...) }
local options = require 'cresset.program.options'
local guard = require 'cresset.program.guard'

-- The globals of Torch7's th. All but torch are loaded when a script first names them.
local later = { paths = true, sys = true, xlua = true, cresset = true }

local function preload()
   rawset(_G, 'torch', require 'torch')
   launcher.watch(require 'cbind.tensor'.address(require 'cbind.check'.flag))
   setmetatable(_G, { __index = function(_, name)
      local there = later[name] and package.searchpath(name, package.path)
      return there and require(name) or nil
   end })
end

-- What scripts know as `arg`: 0 the script, 1 to n its arguments, -1 the program.
local function setArguments(chosen)
   local arguments = { [-1] = launcher.program, [0] = chosen.script }
   for i, word in ipairs(chosen.arguments) do arguments[i] = word end
   rawset(_G, 'arg', arguments)
end

local function compiled(chunk, wrong)
   if not chunk then error(wrong, 0) end
   return chunk
end

local function runScript(chosen)
   local chunk = compiled(loadfile(chosen.script ~= '-' and chosen.script or nil))
   chunk(unpack(chosen.arguments))
end

local function runAll(chosen)
   preload()
   setArguments(chosen)
   if chosen.globals then require 'cresset.program.globals'(chosen.globals) end
   for _, step in ipairs(chosen.steps) do
      if step.load then
         require(step.load)
      else
         compiled(loadstring(step.run, '=(command line)'))()
      end
   end
   if chosen.script then runScript(chosen) end
end

local function runSubcommand(chosen)
   preload()
   if chosen.subcommand == 'bench' then
      chosen.script = launcher.root .. '/test/speed/main.lua'
      setArguments(chosen)
      runScript(chosen)
      return
   end
   return require('cresset.program.' .. chosen.subcommand)(launcher, chosen.arguments)
end

local chosen, wrong = options.parse(words)
if wrong then
   io.stderr:write('cresset: ', wrong, '; cresset --help lists what there is\n')
   return 1
end
if chosen.help then
   io.write(options.help)
   return 0
end
if chosen.version then
   print(('cresset %s, %s'):format(launcher.version, jit.version))
   return 0
end

local run = chosen.subcommand and runSubcommand or runAll
local status = guard.status(launcher, run, chosen)
if chosen.interactive and status == 0 then
   status = require 'cresset.program.repl'(launcher)
end
return status
