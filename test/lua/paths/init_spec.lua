--- paths: names taken apart and put together, folders, programs, the file that runs.

local paths = require 'paths'
local program = require 'test.support.program'

-- A new folder whose name needs quotes in a shell.
local function newFolder()
   local folder = os.tmpname()
   os.remove(folder)
   folder = folder .. " it's \"new\" $HOME;"
   assert.is_true(paths.mkdir(folder))
   return folder
end

local function write(path, text)
   local file = assert(io.open(path, 'w'))
   file:write(text)
   file:close()
   return path
end

local function touch(...) return write(paths.concat(...), 'x') end

local function listed(walk)
   local names = {}
   for name in walk do names[#names + 1] = name end
   table.sort(names)
   return names
end

describe('names in paths', function()
   it('have the parts that Torch7 gives', function()
      for _, case in ipairs {
         { '/', '', '/' }, { '//', '', '//' }, { 'a', 'a', '.' }, { 'a/', 'a', '.' },
         { '/a', 'a', '/' }, { 'a/b', 'b', 'a' }, { 'a/b/', 'b', 'a' }, { 'a//b', 'b', 'a' },
         { '/a//b//', 'b', '/a' }, { '', '', '.' }, { '..', '..', '.' }, { 'a/.', '.', 'a' },
         { '/a/b c/d', 'd', '/a/b c' },
      } do
         local path, base, dir = unpack(case)
         assert.are.equal(base, paths.basename(path), path)
         assert.are.equal(dir, paths.dirname(path), path)
      end
   end)

   it('lose a suffix, given with its point or without', function()
      assert.are.equal('x', paths.basename('a/x.lua', 'lua'))
      assert.are.equal('x', paths.basename('a/x.lua', '.lua'))
      assert.are.equal('x.lua', paths.basename('a/x.lua', 'ua'))
      assert.are.equal('.lua', paths.basename('a/.lua', '.lua'))
      assert.are.equal('x.lua', paths.basename('a/x.lua', ''))
   end)

   it('end in what stands behind the last point', function()
      assert.are.equal('gz', paths.extname 'a.d/x.tar.gz')
      assert.are.equal('', paths.extname 'x.')
      assert.are.equal(0, select('#', paths.extname 'a.d/x'))
   end)

   it('join to one absolute path', function()
      local here = paths.cwd()
      assert.are.equal(here, paths.concat())
      assert.are.equal(here .. '/a/b', paths.concat('a', './b/'))
      assert.are.equal('/c', paths.concat('/a/b', '../..', '..', 'c'))
      assert.are.equal('/b', paths.concat('/a', '/b'))
      assert.are.equal('/', paths.concat '/..')
      assert.are.equal(paths.dirname(here), paths.concat '..')
   end)
end)

describe('folders in paths', function()
   local folder

   before_each(function() folder = newFolder() end)
   after_each(function() paths.rmall(folder, 'yes') end)

   it('are listed, also when their names need quotes', function()
      touch(folder, "a b'c\"")
      paths.mkdir(paths.concat(folder, 'deep/er'))
      assert.are.same({ '.', '..', "a b'c\"", 'deep' }, listed(paths.files(folder)))
      assert.are.same({ "a b'c\"" }, listed(paths.iterfiles(folder)))
      assert.are.same({ 'deep' }, listed(paths.iterdirs(folder)))
      assert.are.same({ 'deep' }, listed(paths.files(folder, '^de')))
      assert.are.same({ 'deep' }, listed(paths.files(folder,
         function(name) return #name == 4 end)))
      assert.are.equal(4, #paths.dir(folder))
      assert.is_nil(paths.dir(folder .. '/no'))
      assert.are.same({}, listed(paths.files(folder .. '/no')))
   end)

   it('are told from files', function()
      local file = touch(folder, 'x')
      assert.is_true(paths.filep(file))
      assert.is_false(paths.dirp(file))
      assert.is_true(paths.dirp(folder))
      assert.is_false(paths.filep(folder))
      assert.is_false(paths.filep(folder .. '/no'))
      assert.is_false(paths.dirp(folder .. '/no'))
   end)

   it('are made with those above them, and say why they are not', function()
      local deep = paths.concat(folder, 'a/b/c')
      assert.is_true(paths.mkdir(deep))
      assert.is_true(paths.dirp(deep))
      local made, why, number = paths.mkdir(deep)
      assert.is_nil(made)
      assert.are.equal(deep .. ': File exists', why)
      assert.is_number(number)
      assert.matches('/file: File exists$', (select(2,
         paths.mkdir(touch(folder, 'file') .. '/in'))))
   end)

   it('are removed when empty, or with all that lies in them after a yes', function()
      touch(folder, 'x')
      local removed, why = paths.rmdir(folder)
      assert.is_nil(removed)
      assert.are.equal(folder .. ': Directory not empty', why)
      assert.are.same({ nil, "missing second argument ('yes')" }, { paths.rmall(folder) })
      assert.is_true(paths.dirp(folder))
      assert.is_true(paths.rmall(folder, 'yes'))
      assert.is_false(paths.dirp(folder))
      assert.are.same({ nil, 'not a file or directory', folder },
         { paths.rmall(folder, 'yes') })
   end)

   it('keep what a link in them leads to', function()
      local other = newFolder()
      local kept = touch(other, 'kept')
      require 'lfs'.link(other, paths.concat(folder, 'link'), true)
      assert.is_true(paths.rmall(folder, 'yes'))
      assert.is_true(paths.filep(kept))
      paths.rmall(other, 'yes')
   end)
end)

describe('programs in paths', function()
   it('know the file that they are in', function()
      local here = paths.concat 'test/lua/paths/init_spec.lua'
      assert.are.equal(here, (paths.thisfile()))
      assert.are.equal(paths.concat 'test/lua/paths/x', (paths.thisfile 'x'))
      local function caller() return (paths.thisfile(nil, 3)) end
      assert.are.equal(here, (caller()))
      local fromText = loadstring [[return require 'paths'.thisfile('x'), 1]]
      assert.are.equal('x', (fromText()))
   end)

   it('run files beside them', function()
      local folder = newFolder()
      write(folder .. '/inner.lua', 'return 42')
      write(folder .. '/outer.lua', "local x = paths.dofile 'inner.lua' return x")
      assert.are.equal(42, dofile(folder .. '/outer.lua'))
      local well, message = pcall(function() local x = paths.dofile 'no.lua' return x end)
      assert.is_false(well)
      assert.matches('^test/lua/paths/init_spec.lua:%d+: dofile: cannot open ', message)
      paths.rmall(folder, 'yes')
   end)

   it('are found by $PATH', function()
      assert.matches('/sh$', paths.findprogram('no-such-program', 'sh'))
      assert.is_nil(paths.findprogram 'no-such-program')
      assert.is_nil(paths.findprogram '..')
   end)

   it('lie in the folder that execdir gives', function()
      local output = program.shell '"$cresset" -e "print(paths.execdir())"'
      assert.are.equal(paths.dirname(paths.concat(program.path)) .. '\n', output)
   end)

   it('have temporary files that are gone at the end', function()
      local output = program.shell [["$cresset" -e "
         local name = paths.tmpname()
         print(name, paths.filep(name))"]]
      local name, there = output:match '^(%S+)\t(%S+)\n$'
      assert.are.equal('true', there)
      assert.is_false(paths.filep(name))
   end)

   it('load compiled modules', function()
      assert.are.equal(require 'lfs', paths.require 'lfs')
      local output, complaint = program.shell
         [["$cresset" -e "package.loaded.lfs = nil print(type(paths.require 'lfs'))
         paths.require 'no.such'"]]
      assert.are.equal('table\n', output, complaint)
      assert.matches("^%(command line%):2: require: module 'no.such' not found", complaint)
   end)
end)

describe('paths', function()
   it('refuses other arguments, at the line of the mistake', function()
      for _, name in ipairs { 'basename', 'dirname', 'extname', 'filep', 'dirp', 'dir',
         'files', 'iterdirs', 'iterfiles', 'mkdir', 'rmdir', 'rmall', 'dofile', 'concat',
         'findprogram', 'require', 'thisfile' } do
         local well, message = pcall(function() local x = paths[name]({}) return x end)
         assert.is_false(well)
         assert.matches('^test/lua/paths/init_spec.lua:%d+: ' .. name
            .. ': argument 1 is a table, expected a string$', message)
      end
      assert.has_error(function() paths.filep 'a\0b' end,
         'filep: argument 1 has a byte 0, which no name can have')
      assert.has_error(function() paths.files('/', 1) end,
         'files: argument 2 is 1, expected a pattern or a function')
      assert.has_error(function() paths.getregistryvalue() end,
         'getregistryvalue: there is a registry on Windows only')
   end)

   it('knows the system', function()
      local system, _, kind = paths.uname()
      local pipe = io.popen 'uname -sm'
      assert.are.equal(pipe:read '*l', system .. ' ' .. kind)
      pipe:close()
      assert.is_false(paths.is_win())
      assert.are.equal(system == 'Darwin', paths.is_mac())
      assert.are.equal(os.getenv 'HOME' or '.', paths.home)
   end)
end)
