--- Object files that Torch7 wrote, read and written again: test/golden/t7.

local torch = require 'torch'
local golden = require 'test.support.golden'
local difference = require 'test.support.objects'
pcall(require, 'nn') -- models whose classes are loaded are run

local FOLDER = 'test/golden/t7/'
local records = {}
for _, record in ipairs(golden.records 't7/expected.jsonl') do
   records[record.name] = record
end

local function open(path, mode, record)
   local file, options = torch.DiskFile(path, mode), record.open_options
   if not path:match '%.ascii' then file:binary() end
   if options.longSize then file:longSize(options.longSize) end
   if options.bigEndian then file:bigEndianEncoding() end
   if options.littleEndian then file:littleEndianEncoding() end
   if options.noref then file:referenced(false) end
   if options.nospace then file:noAutoSpacing() end
   return file
end

local function content(path)
   local file = assert(io.open(path, 'rb'))
   local text = file:read '*a'
   file:close()
   return text
end

-- Read the first object of a recorded file; functions are allowed.
local function load(name, record)
   local file = open(FOLDER .. name, 'r', record)
   file:referenced(not record.open_options.noref)
   file.memo.functions = true
   local object = file:readObject()
   file:close()
   return object
end

-- What the file has when the object is written again.
local function rewritten(name, record, object)
   local path = os.tmpname() .. (name:match '%.ascii' and '.ascii' or '.bin')
   local file = open(path, 'w', record)
   file:writeObject(object)
   file:close()
   local text = content(path)
   os.remove(path)
   return text
end

-- The order of several pairs is chance, and so is bytecode; all else is written byte for
-- byte.
local function isExact(value)
   if type(value) ~= 'table' then return true end
   if value['function'] then return false end
   for i, pair in ipairs(value.pairs or {}) do
      local known = pair[1] == i or #value.pairs == 1
      if not known or not isExact(pair[2]) then return false end
   end
   return true
end

local function isRaw(name)
   return name:match '^raw_' or name == 'several' or name:match '^serialize'
end

describe('an object file of Torch7', function()
   for name, record in pairs(records) do
      if not isRaw(name) and not record.class then
         for _, file in ipairs(record.files) do
            it('is read as it was recorded: ' .. file, function()
               local object = load(file, record)
               assert.is_nil(difference(object, record.value, record.open_options.noref))
            end)

            if isExact(record.value) and not record.open_options.noref then
               it('is written byte for byte: ' .. file, function()
                  local object = load(file, record)
                  local written = rewritten(file, record, object)
                  assert.is_true(content(FOLDER .. file) == written)
               end)
            end

            it('is the same after writing and reading: ' .. file, function()
               local text = torch.serialize(load(file, record))
               local object = torch.deserialize(text, 'binary', { functions = true })
               assert.is_nil(difference(object, record.value, record.open_options.noref))
            end)
         end
      elseif record.class then
         for _, file in ipairs(record.files) do
            it('is read with its class, and computes as recorded: ' .. file, function()
               local model = load(file, record)
               assert.are.equal(record.class, torch.typename(model))
               if torch.factory(record.class) then
                  model:evaluate()
                  local output = model:forward(golden.decode(record.input))
                  assert.is_nil(golden.difference(output, record.output, 1e-6))
               end
            end)
         end
      end
   end

   it('holds several objects, shared between them', function()
      for _, name in ipairs(records.several.files) do
         local file = open(FOLDER .. name, 'r', records.several)
         local first, second = file:readObject(), file:readObject()
         assert.are.same({ 1, 2 }, first:totable())
         assert.are.equal(first, second[1])
         assert.are.equal('again', second[2])
         assert.are.equal(3, file:readObject())
      end
   end)

   it('holds functions with what they captured', function()
      for _, form in ipairs { 'ascii', 'bin' } do
         local f = load('closure.' .. form .. '.t7', records.closure)
         assert.are.same({ 53, 54 }, { f(10), f(10) })
      end
   end)

   it('holds numbers written by type', function()
      for _, name in ipairs(records.raw_primitives.files) do
         local file = open(FOLDER .. name, 'r', records.raw_primitives)
         local function both(kind, count)
            local all = file['read' .. kind](file, count)
            assert.are.equal(all[1], file['read' .. kind](file))
            return all:totable()
         end
         assert.are.same({ 1, -2, 2147483647 }, both('Int', 3))
         assert.are.same({ 1, 1099511627776 }, both('Long', 2))
         assert.are.same({ 0.5, 1e100 }, both('Double', 2))
         assert.are.equal(torch.FloatStorage { 0.1 }[1], both('Float', 1)[1])
         assert.are.same({ 0, 255 }, both('Byte', 2))
         assert.are.same({ 65, -1 }, both('Char', 2))
         assert.are.same({ -300, 300 }, both('Short', 2))
         assert.is_true(file:readBool())
         assert.are.equal('abc', file:readString '*a')
      end
   end)

   it('is written by type byte for byte', function()
      local value = { Int = { 1, -2, 2147483647 }, Long = { 1, 1099511627776 },
         Double = { 0.5, 1e100 }, Float = { 0.1 }, Byte = { 0, 255 }, Char = { 65, -1 },
         Short = { -300, 300 } }
      local kinds = { 'Int', 'Long', 'Double', 'Float', 'Byte', 'Char', 'Short' }
      for _, name in ipairs(records.raw_primitives.files) do
         local path = os.tmpname() .. name
         local file = open(path, 'w', records.raw_primitives)
         for _, kind in ipairs(kinds) do
            file['write' .. kind](file, torch[kind .. 'Storage'](value[kind]))
            file['write' .. kind](file, value[kind][1])
         end
         file:writeBool(true)
         file:writeString 'abc'
         file:close()
         assert.is_true(content(FOLDER .. name) == content(path))
         os.remove(path)
      end
   end)

   it('is written without spaces', function()
      for _, name in ipairs(records.raw_nospace.files) do
         local path = os.tmpname() .. name
         local file = open(path, 'w', records.raw_nospace)
         file:writeInt(torch.IntStorage { 1, -2, 2147483647 })
         file:writeString 'q'
         file:writeDouble(torch.DoubleStorage { 0.5, 1e100 })
         file:close()
         assert.is_true(content(FOLDER .. name) == content(path))
         os.remove(path)
      end
   end)

   it('is what torch.load and torch.deserialize take', function()
      local value = records.serialize.value
      for _, mode in ipairs { 'ascii', 'binary' } do
         local text = content(FOLDER .. 'serialize.' .. mode .. '.str')
         assert.is_nil(difference(torch.deserialize(text, mode), value))
         local saved = torch.load(FOLDER .. 'save_' .. mode .. '.t7', mode)
         assert.is_nil(difference(saved, value))
         local noref = torch.load(FOLDER .. 'save_' .. mode .. '_noref.t7', mode, false)
         assert.is_nil(difference(noref, value, true))
      end
      local bytes = torch.CharStorage(records.serializeToStorage.value.data)
      local object = torch.deserializeFromStorage(bytes, 'ascii')
      assert.are.same({ 1, 2.5 }, object.a:totable())
   end)
end)
