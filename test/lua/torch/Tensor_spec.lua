--- Tensors from every constructor form, their elements, views and errors.

local torch = require 'torch'

local function message(f)
   local _, text = pcall(f)
   return text
end

describe('tensor', function()
   it('is made from sizes, nested tables, storages and tensors', function()
      assert.are.equal(6, torch.Tensor(2, 3):nElement())
      assert.are.same({ { 1, 2 }, { 3, 4 } }, torch.IntTensor { { 1, 2 }, { 3,
         4 } }:totable())
      assert.are.equal(3, torch.Tensor(torch.LongStorage { 3, 4 }):size(1))
      local s = torch.FloatStorage { 1, 2, 3, 4 }
      local t = torch.FloatTensor(s, 2, 2, 1)
      t[1] = 9
      assert.are.equal(9, s[2])
      assert.are.equal(9, torch.FloatTensor(t)[1])
   end)

   it('reads and writes elements, rows, ranges and negative places', function()
      local m = torch.IntTensor { { 1, 2, 3 }, { 4, 5, 6 } }
      m[1][2] = 9
      m[{ 2, { 2, 3 } }] = 0
      assert.are.same({ { 1, 9, 3 }, { 4, 0, 0 } }, m:totable())
      assert.are.equal(3, m[{ 1, -1 }])
      assert.are.same({ { 9 }, { 0 } }, m[{ {}, { 2 } }]:totable())
   end)

   it('has a pointer of its own, and shares that of its storage', function()
      local t = torch.Tensor(64)
      local a, b = t:narrow(1, 1, 32), t:narrow(1, 33, 32)
      assert.are_not.equal(torch.pointer(a), torch.pointer(b))
      assert.are.equal(torch.pointer(a), torch.pointer(a))
      assert.are.equal(torch.pointer(a:storage()), torch.pointer(b:storage()))
   end)

   it('sees methods added to its class, compiled or not', function()
      local class, t, total = torch.getmetatable 'torch.FloatTensor',
         torch.FloatTensor { 1 }, 0
      rawset(class, 'foo', function() return 42 end)
      assert.are.equal(42, t:foo())
      assert.is_nil(torch.DoubleTensor { 1 }.foo)
      for _ = 1, 200 do total = total + t:dim() end
      rawset(class, 'dim', function() return 7 end)
      for _ = 1, 200 do total = total + t:dim() end
      rawset(class, 'dim', nil)
      rawset(class, 'foo', nil)
      assert.are.equal(200 + 1400, total)
   end)

   it('shares its storage with a view, through a resize of either', function()
      local t = torch.Tensor(4):fill(1)
      local v = t:narrow(1, 2, 2)
      t:resize(100000)
      v[1] = 5
      assert.are.equal(5, t[2])
   end)

   it('copies an input that overlaps the result in another way', function()
      local m = torch.Tensor { { 1, 2 }, { 3, 4 } }
      assert.are.same({ { 2, 5 }, { 5, 8 } }, m:add(m:t()):totable())
      local x = torch.Tensor { 1, 2, 3, 4 }
      x:narrow(1, 2, 3):copy(x:narrow(1, 1, 3))
      assert.are.same({ 1, 1, 2, 3 }, x:totable())
   end)

   it('names function, argument, expected and got, at the line of the call', function()
      local m = torch.FloatTensor(2, 3)
      assert.matches('Tensor_spec.lua:%d+: add: argument 2 is nil, expected .*value %(a number%)',
         message(function() local r = torch.add(m, nil) return r end))
      assert.matches('narrow: size is 4, expected 1 to 3 for dimension 2 of a torch.FloatTensor 2x3',
         message(function() m:narrow(2, 1, 4) end))
      assert.matches('add: other is torch.FloatTensor 3, expected 6 elements as in torch.FloatTensor 2x3',
         message(function() m:add(torch.FloatTensor(3)) end))
      assert.matches('add: value is 0.5, expected a whole number for torch.LongTensor',
         message(function() torch.LongTensor { 1 }:add(0.5) end))
   end)

   it('fails without a change when memory runs out, and works afterwards', function()
      local C = require 'cbind.library'
      local x = torch.Tensor { 1, 2 }
      C.cr_memory_fail_at(1, 1)
      local _, text = pcall(function() return x:clone() end)
      C.cr_memory_fail_at(0, 0)
      assert.matches('no memory for torch.DoubleTensor 2', text)
      assert.are.same({ 1, 2 }, x:clone():totable())
   end)

   it('indexes an empty tensor with an empty list as itself', function()
      assert.are.equal(0, torch.FloatTensor()[{}]:dim())
   end)
end)
