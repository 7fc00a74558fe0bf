--- fetch.lua - finds files of data by name, and downloads those it knows.
-- A name is a path such as 'mnist/train-images-idx3-ubyte.gz'. It is looked for in the
-- folder $CRESSET_DATA, then in the user's cache; then it is fetched into that cache by
-- curl, and kept only if size and SHA-256 are right.

local own = require 'cbind.own'
local describe = require 'torch.explain'.describe
local attributes = require 'lfs'.attributes

local fetch = {}

-- Where MNIST is served, in the order of trial.
local mirrors = {
   'https://storage.googleapis.com/cvdf-datasets/mnist/',
   'https://ossci-datasets.s3.amazonaws.com/mnist/',
}

local function ofMnist(name, size, sha256)
   local urls = {}
   for i, mirror in ipairs(mirrors) do urls[i] = mirror .. name end
   fetch.registry['mnist/' .. name] = { size = size, sha256 = sha256, urls = urls }
end

--- What can be fetched: name = { size =, sha256 =, urls = { ... } }; file:// works too.
fetch.registry = {}
ofMnist('train-images-idx3-ubyte.gz', 9912422,
   '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609')
ofMnist('train-labels-idx1-ubyte.gz', 28881,
   '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c')
ofMnist('t10k-images-idx3-ubyte.gz', 1648877,
   '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6')
ofMnist('t10k-labels-idx1-ubyte.gz', 4542,
   'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6')

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- The folder of downloads; nil if the user has no home.
local function cacheFolder()
   local cache, home = os.getenv 'XDG_CACHE_HOME', os.getenv 'HOME'
   if cache and cache ~= '' then return cache .. '/cresset/data/' end
   return home and home ~= '' and home .. '/.cache/cresset/data/' or nil
end

-- What a shell command prints, and whether it succeeded.
local function output(command)
   local pipe = io.popen(command .. ' 2>&1; echo "status $?"')
   local text, status = pipe:read '*a':match '^(.-)status (%d+)\n$'
   pipe:close()
   return text or '', status == '0'
end

-- Why a fetched file is not the one wanted; nil if it is.
local function fault(path, entry)
   local size = attributes(path, 'size')
   if size ~= entry.size then
      return ('has %s bytes instead of %d'):format(tostring(size), entry.size)
   end
   local sum = output('sha256sum < ' .. quoted(path)):match '^%x+'
   if sum ~= entry.sha256 then return 'has another SHA-256 than the data set' end
end

-- Fetch one address into a file; gives why that failed, or nil.
local function download(url, path, entry)
   local command = ('curl -fsSL --connect-timeout 5 --speed-limit 1000 --speed-time 20'
      .. ' --max-filesize %d -o %s %s'):format(entry.size, quoted(path), quoted(url))
   local text, well = output(command)
   if not well then return (text:gsub('%s+$', '')) end
   return fault(path, entry)
end

-- Try all mirrors. What is under the final name is complete; a copy that another process
-- fetches meanwhile has another name.
local function fetchInto(folder, name, entry)
   local path = folder .. name
   local partial = ('%s.part.%s'):format(path, tostring(entry):match '%x+$' .. os.time())
   local problems = {}
   local text, made = output('mkdir -p ' .. quoted(path:match '^(.*)/'))
   if not made then return nil, text end
   for _, url in ipairs(entry.urls) do
      local problem = download(url, partial, entry)
      if not problem and os.rename(partial, path) then return path end
      os.remove(partial)
      problem = problem or 'cannot be moved into the cache'
      problems[#problems + 1] = url .. ': ' .. problem
   end
   return nil, table.concat(problems, '; ')
end

local function exists(path) return attributes(path, 'mode') == 'file' end

--- The path of the file of that name, or nil and a message.
-- options: download = false looks on this machine only.
function fetch.path(name, options)
   if type(name) ~= 'string' or name == '' or name:match '^/'
      or ('/' .. name .. '/'):match '/%.%./' then
      own.raise('path: name is ' .. describe(name)
         .. ", expected a path within a folder of data")
   end
   local named, cache = os.getenv 'CRESSET_DATA', cacheFolder()
   if named and exists(named .. '/' .. name) then return named .. '/' .. name end
   if cache and exists(cache .. name) then return cache .. name end
   local entry = fetch.registry[name]
   if cache and entry and not (options and options.download == false) then
      local path, problem = fetchInto(cache, name, entry)
      if path then return path end
      return nil, ('data: %s is not on this machine, and cannot be fetched: %s'):format(
         name, problem)
   end
   return nil, ('data: %s is not on this machine; looked in %s (CRESSET_DATA) and %s')
      :format(name, named or 'no folder', cache or 'no cache')
end

return fetch
