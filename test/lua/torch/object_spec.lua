--- What Torch7 had to do with C pointers, references and metatables, as far as it is here.

local ffi = require 'ffi'
local torch = require 'torch'

describe('a pointer to the elements', function()
   it('is that of the first one, of the type of the tensor', function()
      for _, case in ipairs { { 'Byte', 'uint8_t' }, { 'Char', 'int8_t' }, { 'Short', 'int16_t' },
         { 'Int', 'int32_t' }, { 'Long', 'int64_t' }, { 'Float', 'float' },
         { 'Double', 'double' } } do
         local x = torch[case[1] .. 'Tensor'] { { 1, 2 }, { 3, 4 } }
         local pointer = x[2]:data()
         assert.is_true(ffi.istype(case[2] .. ' *', pointer))
         assert.are.equal(3, tonumber(pointer[0]))
         pointer[1] = 9
         assert.are.equal(9, x[2][2])
         assert.are.equal(1, tonumber(x:storage():data()[0]))
      end
   end)

   it('may be asked for as a number', function()
      local x = torch.ones(3)
      local address = x:data(true)
      assert.are.equal(address, x:storage():data(true))
      assert.are.equal(address + 8, x:narrow(1, 2, 1):data(true))
      assert.are.equal(address, torch.data(x, true))
   end)

   it('is refused where there are no elements, and so are Torch7\'s structures', function()
      assert.has_error(function() torch.Tensor():data() end, 'data: the tensor has no elements')
      assert.has_error(function() torch.ones(2):cdata() end,
         'cdata: there is no THTensor here; data points to the elements')
      assert.has_error(function() torch.Storage(2):cdata() end,
         'cdata: there is no THStorage here; data points to the elements')
   end)
end)

describe('references that Torch7 counted', function()
   it('are left to the collector', function()
      local x = torch.ones(2)
      x:retain()
      x:free()
      x:free()
      assert.are.equal(2, x:sum())
      torch.setheaptracking(true)
      torch.setheaptracking(false)
      assert.has_error(function() torch.setheaptracking() end,
         'setheaptracking: on is nil, expected true or false')
      torch.updateerrorhandlers()
      torch.updatethreadlocals()
      assert.has_error(function() torch.Allocator() end,
         'Allocator: memory comes from the one cache that Cresset has')
   end)

   it('are compared by isequal', function()
      local x = torch.ones(2)
      assert.is_true(torch.isequal(x, x))
      assert.is_false(torch.isequal(x, x:clone()))
      assert.is_true(torch.isequal(x:storage(), x:view(1, 2):storage()))
      assert.is_false(torch.isequal(x:storage(), torch.ones(2):storage()))
      assert.is_true(torch.isequal('a', 'a'))
   end)
end)

describe('the type of a tensor', function()
   it('is made the default one by real', function()
      assert.are.equal('torch.DoubleTensor', torch.IntTensor(2):real():type())
      torch.setdefaulttensortype 'torch.FloatTensor'
      assert.are.equal('torch.FloatTensor', torch.IntTensor(2):real():type())
      torch.setdefaulttensortype 'torch.DoubleTensor'
      assert.is_true(torch.IntTensor(2):isTensor())
      assert.are.equal(torch, torch.IntTensor.torch)
   end)
end)

describe('environments', function()
   it('are those of functions, or go with tensors', function()
      local function answer() return number end -- luacheck: ignore
      torch.setenv(answer, { number = 42 })
      assert.are.equal(42, answer())
      assert.are.equal(42, torch.getenv(answer).number)
      local x = torch.ones(1)
      torch.getenv(x).note = 'kept'
      assert.are.equal('kept', torch.getenv(x).note)
      torch.setenv(x, { note = 'other' })
      assert.are.equal('other', torch.getenv(x).note)
      assert.has_error(function() torch.getenv(1) end,
         'getenv: object is 1, expected a function or a Torch object')
      assert.has_error(function() torch.setenv(x, 1) end,
         'setenv: environment is 1, expected a table')
   end)
end)

describe('torch.newmetatable', function()
   it('makes a class with a constructor and a factory of its own', function()
      local zoo, Cat = {}, nil
      local function make(name) return setmetatable({ name = name }, Cat) end
      Cat = torch.newmetatable('objectspec.Cat', nil, make, nil, function() return make() end, zoo)
      function Cat:__tostring__() return 'Cat ' .. self.name end
      assert.are.equal('Cat Tom', tostring(zoo.Cat 'Tom'))
      assert.are.equal('objectspec.Cat', torch.typename(zoo.Cat 'Tom'))
      assert.are.equal(Cat, torch.getmetatable 'objectspec.Cat')
      assert.are.equal('Tom', Cat.new('Tom').name)
      local copy = torch.deserialize(torch.serialize(zoo.Cat 'Tom'))
      assert.are.equal('Cat Tom', tostring(copy))
   end)

   it('inherits, and needs no constructor', function()
      local Base = torch.newmetatable 'objectspec.Base'
      function Base:sound() return '...' end
      function Base:__len__() return 7 end
      local Kind = torch.newmetatable('objectspec.Kind', 'objectspec.Base')
      local object = torch.setmetatable({}, 'objectspec.Kind')
      assert.are.equal('...', object:sound())
      assert.are.equal(7, getmetatable(object).__len(object))
      assert.is_true(torch.isTypeOf(object, 'objectspec.Base'))
      assert.are.equal(Kind, torch.getmetatable 'objectspec.Kind')
   end)

   it('says what is wrong, at the line of the mistake', function()
      local function refused(text, ...)
         local arguments, count = { ... }, select('#', ...)
         local well, message = pcall(function()
            local x = torch.newmetatable(unpack(arguments, 1, count))
            return x
         end)
         assert.is_false(well)
         assert.matches('object_spec.lua:%d+: ' .. text, message)
      end
      refused('class: name is a number, expected a string', 1)
      refused("class: 'torch.Timer' exists already", 'torch.Timer')
      refused("class: parent 'no.Such' of 'objectspec.X' does not exist", 'objectspec.X',
         'no.Such')
      refused("newmetatable: 'objectspec.Y' has a destructor", 'objectspec.Y', nil, nil, print)
   end)
end)

describe('torch.test', function()
   it('finds this installation sound', function()
      local program = require 'test.support.program'
      local output, complaint, status = program.shell [[$cresset -e 'torch.test()']]
      assert.are.same({ '', 0 }, { complaint, status })
      assert.matches('Completed %d+ asserts in 7 tests with .*0 failures.* and .*0 errors',
         output)
   end)
end)
