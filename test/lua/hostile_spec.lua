--- Every public function of torch, paths, sys and xlua, called with arguments made to hurt,
-- in processes of its own: each call ends within seconds with a result or an error that names
-- the function; none ends the process or takes much memory. CRESSET_HOSTILE=2000 makes that
-- many calls to each.

local torch = require 'torch'
local signature = require 'torch.signature'

local CALLS = tonumber(os.getenv 'CRESSET_HOSTILE') or 200
local SEED = tonumber(os.getenv 'CRESSET_HOSTILE_SEED') or 1
local MEMORY = 1500000 -- kilobytes that a process may map
local BATCH = 40       -- functions of a process

-- define changes the tables that the functions come from, setenv the functions that are
-- arguments; PipeFile runs what it is given; xlua.error raises it; sleep sleeps; log prints
-- into a file from then on.
local spared = { define = true, PipeFile = true, setenv = true, error = true, sleep = true,
   usleep = true, log = true, handleOf = true, state = true }

-- The public methods of a class and of those above it.
local function methodsOf(metatable)
   local methods = {}
   while type(metatable) == 'table' do
      for name, f in pairs(metatable) do
         if type(f) == 'function' and name:match '^%l' and name ~= 'new' then
            methods[name] = true
         end
      end
      metatable = getmetatable(metatable)
   end
   return methods
end

local function publicNames()
   local names = {}
   for name, entry in pairs(torch.signatures) do
      if signature.exists(entry, 'function') then names[#names + 1] = 'torch.' .. name end
      if signature.exists(entry, 'method') then names[#names + 1] = 'Tensor:' .. name end
   end
   for name, f in pairs(torch) do
      local isPlain = type(f) == 'function' and not torch.signatures[name]
      if (isPlain or name:match 'Tensor$' or name:match 'Storage$')
         and not spared[name] then
         names[#names + 1] = 'torch.' .. name
      end
   end
   for name in pairs(require 'torch.Storage'.methods) do names[#names + 1] = 'Storage:'
      .. name end
   for _, class in ipairs { 'CmdLine', 'Timer', 'MemoryFile', 'Generator' } do
      for name in pairs(methodsOf(torch.getmetatable('torch.' .. class))) do
         if not spared[name] then names[#names + 1] = class .. ':' .. name end
      end
   end
   for name in pairs { read = 1, write = 1 } do names[#names + 1] = 'Tensor:' .. name end
   for _, package_ in ipairs { 'paths', 'sys', 'xlua' } do
      for name, f in pairs(require(package_)) do
         if type(f) == 'function' and not spared[name] then
            names[#names + 1] = package_ .. '.' .. name
         end
      end
   end
   table.sort(names)
   return names
end

-- The sanitizers map memory that they do not use.
local function limit()
   return os.getenv 'ASAN_OPTIONS' and '' or 'ulimit -v ' .. MEMORY .. '; '
end

-- What a process that calls these functions has to say, its last call if it died.
local function attacked(names)
   local log, folder = os.tmpname(), os.tmpname()
   os.remove(folder)
   local command = ('%sROOT=$PWD; mkdir %s; cd %s; timeout -s KILL 300 luajit '
      .. '$ROOT/test/support/hostile.lua $ROOT %d %d %s 2>%s; echo "exit $?"')
      :format(limit(), folder, folder, SEED, CALLS, table.concat(names, ' '), log)
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

describe(('%d calls of each function (seed %d)'):format(CALLS, SEED), function()
   local names = publicNames()
   for first = 1, #names, BATCH do
      local last = math.min(first + BATCH - 1, #names)
      it(('end well from %s to %s'):format(names[first], names[last]), function()
         assert.are.equal('', attacked({ unpack(names, first, last) }))
      end)
   end
end)
