--- verify.lua - `cresset verify NAME`: derives again the figures that a recipe claims.
-- recipes/NAME/claims.lua returns a list of claims; docs/adding.md lists their fields.

local function readAll(path)
   local file = assert(io.open(path))
   local text = file:read '*a'
   file:close()
   return text
end

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

local function lastMatch(text, pattern)
   local last
   for found in text:gmatch(pattern) do last = found end
   return tonumber(last)
end

-- The last lines of what a failed run printed.
local function tail(text)
   local lines = {}
   for line in text:gmatch '[^\r\n]+' do lines[#lines + 1] = line end
   return table.concat(lines, '\n', math.max(1, #lines - 9))
end

-- Run the claim's command in an empty folder: its output, whether it ended well, minutes.
local function run(launcher, folder, claim, seed)
   local log, scratch = os.tmpname(), os.tmpname()
   local script = claim.command:gsub('{seed}', seed)
   local above = folder:sub(1, 1) == '/' and '' or '"$OLDPWD"/'
   local command = ('rm %s && mkdir %s && cd %s && %s %s%s/%s >%s 2>&1 </dev/null')
      :format(scratch, scratch, scratch, quoted(launcher.program), above, quoted(folder),
         script, log)
   local began = os.time()
   local ended = os.execute(command) == 0
   local minutes = os.difftime(os.time(), began) / 60
   local output = readAll(log)
   os.execute(('rm -rf %s %s'):format(log, scratch))
   return output, ended, minutes
end

local function bounds(claim)
   local words = {}
   if claim.atLeast then words[#words + 1] = 'at least ' .. claim.atLeast end
   if claim.atMost then words[#words + 1] = 'at most ' .. claim.atMost end
   return table.concat(words, ' and ')
end

-- Whether the claim holds for a seed, and the line that says so.
local function judge(launcher, folder, claim, seed)
   local output, ended, minutes = run(launcher, folder, claim, seed)
   local figure = ended and lastMatch(output, claim.pattern)
   if not figure then
      return false, 'the run gave no figure; it ended with:\n' .. tail(output)
   end
   local holds = figure >= (claim.atLeast or -math.huge)
      and figure <= (claim.atMost or math.huge) and minutes <= claim.minutes
   return holds, ('%s (%s), seed %d, %.1f of %g minutes'):format(figure, bounds(claim),
      seed, minutes, claim.minutes)
end

local function hasData(name)
   local file = io.open((os.getenv 'CRESSET_DATA' or '/nowhere') .. '/' .. name)
   return file and file:close()
end

--- Check each claim of the recipe named in `words`; the status is 1 if one fails.
return function(launcher, words)
   local name = words[1] or ''
   local path = package.searchpath('recipes.' .. name .. '.claims', package.path)
   if not path then
      error(("verify: there is no recipe '%s' with claims"):format(name), 0)
   end
   local status = 0
   local function say(verdict, claim, text)
      print(('%s  %s: %s: %s'):format(verdict, name, claim.figure, text))
      io.stdout:flush()
   end
   for _, claim in ipairs(dofile(path)) do
      if claim.data and not hasData(claim.data) then
         say('SKIP', claim, ('no %s in CRESSET_DATA'):format(claim.data))
      else
         for _, seed in ipairs(claim.seeds) do
            local holds, text = judge(launcher, path:match '^(.*)/', claim, seed)
            say(holds and 'PASS' or 'FAIL', claim, text)
            if not holds then status = 1 end
         end
      end
   end
   return status
end
