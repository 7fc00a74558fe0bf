--- main.lua - the benchmark: names, flags and output of peer_pytorch.py, so that
-- side_by_side.py can run both in turn.
--
--    cresset bench [--list] [--only NAME,PREFIX.,GLOB*] [--threads N] [--json FILE]
--                  [--clock auto|cpu|wall] [--reps N] [--budget SECONDS]

local here = debug.getinfo(1, 'S').source:match '^@(.*)main%.lua$'
package.path = here .. '?.lua;' .. package.path

local flags = { threads = '1', clock = 'auto', reps = '9', budget = '1.5' }
do
   local i = 1
   while arg[i] do
      local name, value = arg[i]:match '^%-%-(%a+)=?(.*)$'
      if not name then error('bench: unknown argument ' .. arg[i], 0) end
      if name == 'list' then
         flags.list = true
      else
         if value == '' then i = i + 1 end
         flags[name] = value ~= '' and value or arg[i]
      end
      i = i + 1
   end
end

local names, builders = {}, {}
local function define(name, build)
   assert(not builders[name], name)
   names[#names + 1], builders[name] = name, build
end
for _, group in ipairs { 'start', 'overhead', 'elementwise', 'matrix', 'layers',
   'gemm', 'nets', 'vision', 'convolutions', 'deconvolutions', 'optimizers' } do
   require('workloads.' .. group)(define)
end

if flags.list then
   print(table.concat(names, '\n'))
   return
end

local function pattern(glob)
   return '^' .. glob:gsub('[%.%-%+%[%]%(%)%$%^%%]', '%%%0'):gsub('%*', '.*'):gsub('%?', '.') .. '$'
end

local function selected()
   if not flags.only then return names end
   local chosen, seen = {}, {}
   for spec in flags.only:gmatch '[^,]+' do
      for _, name in ipairs(names) do
         local hit = name == spec or spec:sub(-1) == '.' and name:sub(1, #spec) == spec
            or name:match(pattern(spec))
         if hit and not seen[name] then chosen[#chosen + 1], seen[name] = name, true end
      end
   end
   return chosen
end

local torch = require 'torch'
local measure = require 'measure'
torch.setnumthreads(tonumber(flags.threads))
local clock = flags.clock ~= 'auto' and flags.clock or flags.threads == '1' and 'cpu' or 'wall'
local options = { clock = clock, reps = tonumber(flags.reps), budget = tonumber(flags.budget) }

local function write(results)
   if not flags.json then return end
   local file = assert(io.open(flags.json, 'w'))
   file:write(require 'dkjson'.encode({
      meta = { implementation = 'cresset', threads = tonumber(flags.threads), clock = clock },
      results = results }, { indent = true }), '\n')
   file:close()
end

-- Each workload begins with compiled code of its own: the timing loop would else carry
-- the traces of all before it, as no program does.
local function run(name)
   jit.flush()
   local work = builders[name]()
   if work.ms then return work end
   return measure.measure(work, options)
end

io.write(('%-58s %12s %12s %9s %8s\n'):format(('workload (%s clock, %s thr)'):format(clock, flags.threads),
   'median ms', 'min ms', 'GFLOP/s', 'GB/s'))
local results = setmetatable({}, { __jsontype = 'object' })
for _, name in ipairs(selected()) do
   local fine, r = pcall(run, name)
   if fine then
      results[name] = r
      io.write(('%-58s %12.5f %12.5f %9s %8s\n'):format(name, r.ms, r.ms_min or r.ms,
         r.gflops and ('%.1f'):format(r.gflops) or '-', r.gbps and ('%.1f'):format(r.gbps) or '-'))
   else
      io.write(('%-58s missing: %s\n'):format(name, tostring(r)))
   end
   io.flush()
   collectgarbage()
   write(results)
end
write(results)
