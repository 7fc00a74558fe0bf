--- xlua.usage, unpack, unpack_class, usage_module: arguments in order or by name.

local xlua = require 'xlua'

local definitions = {
   { arg = 'width', type = 'number', help = 'in pixels', req = true },
   { arg = 'height', type = 'number', help = 'in pixels', defaulta = 'width' },
   { arg = 'name', type = 'string', help = 'of the file', default = 'x' },
   { arg = 'dark', type = 'boolean', help = 'or light', default = false },
}

local function crop(...)
   return xlua.unpack({ ... }, 'crop', 'cut out a part', unpack(definitions))
end

describe('xlua.unpack', function()
   it('takes arguments in order and by name', function()
      local found, width, height, name, dark = crop(8, 6, 'y', true)
      assert.are.same({ 8, 6, 'y', true }, { width, height, name, dark })
      assert.are.equal(8, found.width)
      found, width, height, name, dark = crop { width = 8, name = 'z' }
      assert.are.same({ 8, 8, 'z', false }, { width, height, name, dark })
      assert.are.equal(false, found.dark)
      assert.matches('crop{', tostring(found.usage))
   end)

   it('takes a tensor or a list alone for the first argument', function()
      local x = require 'torch'.ones(2)
      assert.are.equal(x, (select(2, crop(x))))
      assert.are.same({ 1, 2 }, (select(2, crop { 1, 2 })))
   end)

   it('explains the function where an argument is missing', function()
      local well, message = pcall(function() local x = crop { height = 1 } return x end)
      assert.is_false(well)
      assert.matches('^test/lua/xlua/usage_spec.lua:%d+: crop: missing argument: width\n', message)
      assert.matches('cut out a part', message)
      assert.has_error(function() xlua.unpack(1, 'f') end,
         'unpack: argument 1 is 1, expected a table')
      assert.is_false((pcall(crop)))
   end)

   it('fills objects', function()
      local object = {}
      xlua.unpack_class(object, { 8 }, 'Crop', 'cuts', unpack(definitions))
      assert.are.same({ 8, 8, 'x', false },
         { object.width, object.height, object.name, object.dark })
      assert.is_nil(object[1])
   end)
end)

describe('xlua.usage', function()
   it('lists arguments by name, with what they are without', function()
      local text = xlua.usage('crop', 'cut', 'crop{8}', unpack(definitions))
      assert.is_truthy(text:find([[
crop{
    width = number                      -- in pixels
    [height = number]                   -- in pixels  [default == width]
    [name = string]                     -- of the file  [default = x]
    [dark = boolean]                    -- or light  [default = false]
}
]], 1, true), text)
   end)

   it('lists arguments in order, form by form', function()
      local text = xlua.usage('f', nil, nil, { type = 'number', help = 'a', req = true }, '',
         { type = 'string', help = 'b' })
      assert.is_truthy(text:find([[
f(
    number                              -- a
)
f(
    [string]                            -- b
)
]], 1, true), text)
   end)

   it('introduces packages', function()
      local package_ = setmetatable({}, { __index = { x = 1 } })
      local text = xlua.usage_module(package_, 'faces', 'finds faces')
      assert.are.equal(text, tostring(package_))
      assert.are.equal(1, package_.x)
      assert.matches('PACKAGE:\nfaces\n\nDESC:\nfinds faces\n', text)
   end)
end)
