--- Every public function, called with arguments made to hurt, in processes of its own:
-- each call ends within seconds with a result or an error at the line of the user; none
-- ends the process or takes much memory. CRESSET_HOSTILE=10 makes ten times as many calls.

local TIMES = tonumber(os.getenv 'CRESSET_HOSTILE') or 1
local SEED = tonumber(os.getenv 'CRESSET_HOSTILE_SEED') or 1
local SECONDS = 400 -- that a process may take

-- Areas, each a file of test/support/hostile: calls of each name, names of a process.
local AREAS = {
   { 'torch', calls = 200, batch = 40 },
   { 'nn', calls = 60, batch = 40 },
   { 'optim', calls = 200, batch = 40 },
   { 'objects', calls = 40, batch = 60 },
   { 'tables', calls = 40, batch = 60 },
   { 'cr', calls = 100, batch = 60 },
}

-- What a process that calls these functions has to say, its last call if it died.
local function attacked(area, calls, names)
   local log, folder = os.tmpname(), os.tmpname()
   os.remove(folder)
   local command = ('ROOT=$PWD; mkdir %s; cd %s; timeout -s KILL %d luajit '
      .. '$ROOT/test/support/hostile/main.lua $ROOT %d %d %s %s >out 2>%s; '
      .. 'status=$?; cat reports 2>&-; echo "exit $status"')
      :format(folder, folder, SECONDS, SEED, calls * TIMES, area,
         table.concat(names, ' '), log)
   local pipe = io.popen(command)
   local text, status = pipe:read '*a':match '^(.-)exit (%d+)\n$'
   pipe:close()
   local last
   for line in io.lines(log) do last = line end
   os.execute('rm -rf ' .. folder .. ' ' .. log)
   if status ~= '0' then text = ('%sexit %s in or after %s\n')
      :format(text, status, last) end
   return text
end

for _, area in ipairs(AREAS) do
   local names = require('test.support.hostile.' .. area[1]).names()
   table.sort(names)
   describe(('%s: %d calls of each function (seed %d)'):format(area[1],
      area.calls * TIMES, SEED), function()
      for first = 1, #names, area.batch do
         local last = math.min(first + area.batch - 1, #names)
         it(('end well from %s to %s'):format(names[first], names[last]), function()
            assert.are.equal('', attacked(area[1], area.calls,
               { unpack(names, first, last) }))
         end)
      end
   end)
end
