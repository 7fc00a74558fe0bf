--- Operators as methods by name, for every class that Torch7 lists them for.

local torch = require 'torch'

describe('operators as methods', function()
   local x, y = torch.Tensor { 6, 9 }, torch.Tensor { 2, 4 }

   it('exist in every class that has them in Torch7', function()
      local missing, found = {}, 0
      for file in require 'paths'.iterfiles 'test/names' do
         local class = file:match '^torch%.(%w+)%.txt$'
         local metatable = class and torch.getmetatable('torch.' .. class)
         for name in io.lines('test/names/' .. file) do
            if metatable and name:match '^__%a+__$' then
               found = found + 1
               if metatable[name] == nil then table.insert(missing, class .. '.' .. name) end
            end
         end
      end
      assert.are.same({}, missing)
      assert.is_true(found > 70)
   end)

   it('do what the operators do', function()
      local class = torch.getmetatable 'torch.DoubleTensor'
      assert.are.same({ 8, 13 }, class.__add__(x, y):totable())
      assert.are.same({ 4, 5 }, x:__sub__(y):totable())
      assert.are.equal(48, x:__mul__(y))
      assert.are.same({ 3, 4.5 }, x:__div__(2):totable())
      assert.are.same({ 2, 1 }, x:__mod__(4):totable())
      assert.are.same({ -6, -9 }, x:__unm__():totable())
      assert.are.same({ 2 }, x:__len__():totable())
      assert.are.equal(9, x:__index__(2))
      assert.are.equal(tostring(x), x:__tostring__())
      local z = x:clone()
      z:__newindex__(1, 7)
      assert.are.equal(7, z[1])
   end)

   it('are there for storages', function()
      local s = torch.IntStorage { 4, 5 }
      s:__newindex__(1, 7)
      assert.are.same({ 7, 2 }, { s:__index__(1), s:__len__() })
      assert.are.equal(tostring(s), s:__tostring__())
   end)

   it('tell what is wrong as the operators do', function()
      assert.has_error(function() x:__add__ 'a' end,
         "+: operands are torch.DoubleTensor 2 and 'a', expected tensors or numbers")
   end)
end)
