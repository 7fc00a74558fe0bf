--- Storages that are parts of others: torch.FloatStorage(storage, offset, size).

local torch = require 'torch'

local function message(...)
   local well, text = pcall(...)
   assert.is_false(well)
   return text
end

-- The collector lets go of storages; of tensors with the next one that is made.
local function collect()
   collectgarbage()
   collectgarbage()
   torch.Tensor()
end

describe('a part of a storage', function()
   local whole
   before_each(function() whole = torch.IntStorage { 1, 2, 3, 4, 5, 6 } end)

   it('has the elements from the offset on, and shares them', function()
      local part = torch.IntStorage(whole, 3, 2)
      assert.are.same({ 3, 4 }, part:totable())
      assert.are.same({ 3, 4, 5, 6 }, torch.IntStorage(whole, 3):totable())
      assert.are.same({ 1, 2 }, torch.IntStorage(whole, nil, 2):totable())
      part[2] = 40
      whole[3] = 30
      assert.are.same({ 1, 2, 30, 40, 5, 6 }, whole:totable())
      assert.are.same({ 30, 40 }, part:totable())
      local inner = torch.IntStorage(torch.IntStorage(whole, 2), 2, 2)
      inner:fill(0)
      assert.are.same({ 1, 2, 0, 0, 5, 6 }, whole:totable())
      assert.are.equal(torch.pointer(whole), torch.pointer(torch.IntStorage(whole)))
   end)

   it('keeps the memory when the whole is let go of', function()
      local part = torch.IntTensor(torch.IntStorage(whole, 5))
      whole = nil
      collect()
      for _ = 1, 100 do torch.IntTensor(6):fill(9) end
      assert.are.same({ 5, 6 }, part:totable())
   end)

   it('keeps its size, and the whole its memory while a part lives', function()
      local part = torch.IntStorage(whole, 3, 2)
      assert.is_truthy(message(part.resize, part, 3):match
         'resize: storage is a part of another and keeps its 2 elements, 3 were asked')
      local tensor = torch.IntTensor(part)
      assert.is_string(message(tensor.resize, tensor, 3))
      assert.is_truthy(message(whole.resize, whole, 7):match
         'storage has parts and so keeps its memory for 6 elements, 7 were asked')
      local all = torch.IntTensor(whole)
      assert.is_string(message(all.resize, all, 7))
      whole:resize(4):resize(6)
      assert.are.same({ 3, 4 }, part:totable())
      part, tensor = nil, tensor:clone()
      collect()
      assert.are.equal(1000, #whole:resize(1000))
      assert.are.same({ 3, 4 }, tensor:totable())
      assert.is_nil(part)
   end)

   it('must lie within the whole', function()
      for _, wrong in ipairs { { 0 }, { 7 }, { -1, 1 }, { 1, 7 }, { 6, 2 }, { 1, 0 },
         { 1, -1 }, { 1.5 }, { 'x' }, { 1, 2 ^ 60 } } do
         assert.is_string(message(torch.IntStorage, whole, unpack(wrong)))
      end
      assert.is_string(message(torch.FloatStorage, whole, 1, 2))
   end)
end)
