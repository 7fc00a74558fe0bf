--- cresset.docs: what `?name` and the pages of the reference say of a name.

local docs = require 'cresset.docs'
local comments = require 'cresset.docs.comments'
local program = require 'test.support.program'
local paths = require 'paths'

-- The comments of a file of this name with this text.
local function read(name, text)
   local folder = paths.tmpname() .. '.d'
   paths.mkdir(folder)
   local path = paths.concat(folder, name)
   local file = io.open(path, 'w')
   file:write(text)
   file:close()
   local entries = comments(path)
   paths.rmall(folder, 'yes')
   return entries
end

describe('cresset.docs', function()
   it('knows functions of tensors by their signatures, with an example', function()
      local found = docs.find 'torch.clamp'
      assert.are.equal('torch.clamp([res], x, min: number, max: number)', found.calls[1])
      assert.matches('^Elements below min', found.text)
      assert.matches('^print%(unpack%(torch.clamp', found.example)
      assert.are.same(found, docs.find 'x:clamp')
      assert.are.same(found, docs.find 'clamp')
      assert.are.same(found, docs.find 'torch.FloatTensor.clamp')
   end)

   it('knows all else by the comments above it', function()
      local found = docs.find 'paths.dirname'
      assert.are.same({ 'paths.dirname(path)' }, found.calls)
      assert.matches('^The path of the folder', found.text)
      assert.matches("print%(paths.dirname '/data/digits.t7'", found.example)
      assert.are.same({ 'torch.typename(object)' }, docs.find 'torch.typename'.calls)
      assert.matches('^as Lua', docs.find 'torch.type'.text)
   end)

   it('knows classes by the head of their file and by their constructor', function()
      local found = docs.find 'nn.Linear'
      assert.are.same({ 'nn.Linear(inputSize, outputSize, bias)' }, found.calls)
      assert.matches('^a fully connected layer: y = W x %+ b.\ninputSize', found.text)
      assert.are.same(found, docs.find 'nn.Linear.new')
      assert.matches('torch.Timer', docs.find 'torch.Timer'.text)
   end)

   it('finds methods in the classes above', function()
      local seek = docs.find 'torch.File.seek'
      assert.are.same({ 'torch.File:seek(position)' }, seek.calls)
      assert.are.same(seek, docs.find 'torch.PipeFile.seek')
      assert.are.same(docs.find 'torch.DiskFile.noBuffer', docs.find 'torch.PipeFile:noBuffer')
   end)

   it('gives one entry to functions that a comment names together', function()
      assert.are.equal(docs.find 'torch.File.isQuiet'.text, docs.find 'torch.File.hasError'.text)
      assert.are.equal(docs.find 'torch.FloatStorage.free'.text,
         docs.find 'torch.FloatStorage.retain'.text)
   end)

   it('says nothing of what is not there', function()
      assert.is_nil(docs.find 'torch.noSuchName')
      assert.is_nil(docs.find 'noPackage.name')
      assert.is_nil(docs.find '')
      assert.is_nil(docs.text 'torch.CmdLine.noSuchMethod')
   end)
end)

describe('doc comments', function()
   it('have a text, an example after an empty line, and what stands below', function()
      local entries = read('area.lua', [[
--- area.lua - of things.

local area = {}

-- Not one of them.
local function hidden() end

--- What it does,
--    y = f(x)
-- and more.
--
--    print(area.f(1))
--    --> 2
function area.f(x, y) end

--- Something else: a class.
function Thing:run(...) end

--- g, Thing.h: two in one.
local made = {}

--- Nothing below.
local x = 1
]])
      assert.are.same({
         { names = { 'area' }, text = 'of things.' },
         { names = { 'f' }, text = 'What it does,\n   y = f(x)\nand more.',
            example = 'print(area.f(1))\n--> 2', arguments = '(x, y)' },
         { names = { 'Thing.run' }, text = 'Something else: a class.', arguments = '(...)' },
         { names = { 'g', 'Thing.h' }, text = 'two in one.' },
      }, entries)
   end)

   it('belong to the class that a file is named after', function()
      local entries = read('Thing.lua', [[
--- Thing.lua - a thing.
local methods = {}
--- How large it is.
function methods:size() end
--- isOpen, isShut: its state.
local function flag(name) end
function Thing:__init(name) end
]])
      assert.are.same({ { 'Thing' }, { 'Thing.size' }, { 'Thing.isOpen', 'Thing.isShut' },
         { 'Thing.__init' } }, { entries[1].names, entries[2].names, entries[3].names,
         entries[4].names })
      assert.are.equal('(name)', entries[4].arguments)
   end)
end)

describe('the program', function()
   it('explains a name at the prompt, with its example', function()
      local output = program.shell "echo '?torch.trace' | $cresset"
      assert.are.equal('torch.trace(x)\nThe sum of the main diagonal of a matrix.\n\n'
         .. '   print(torch.trace(torch.Tensor{{1, 2}, {3, 4}})) --> 5\n', output)
      assert.are.equal("there is no help on 'torch.nothing'\n",
         (program.shell "echo '?torch.nothing' | $cresset"))
   end)

   it('writes the reference as pages', function()
      local folder = os.tmpname()
      os.remove(folder)
      folder = folder .. ' pages'
      local output, complaint, status = program.shell(('$cresset docs "%s"'):format(folder))
      assert.are.same({ '', 0 }, { complaint, status })
      assert.matches('/torch.md\n', output)
      local file = io.open(folder .. '/torch.md')
      local text = file:read '*a'
      file:close()
      for _, name in ipairs { 'add', 'CmdLine.option', 'Tester.eq', 'FloatTensor', 'save' } do
         local there = text:find('\n## torch.' .. name .. '\n', 1, true)
         assert.are.equal(name ~= 'FloatTensor', there ~= nil, name)
      end
      assert.is_truthy(text:find('\n```lua\nprint(torch.trace(', 1, true))
      paths.rmall(folder, 'yes')
      local _, problem, failed = program.shell '$cresset docs'
      assert.matches('name the folder', problem)
      assert.are.equal(1, failed)
   end)
end)
