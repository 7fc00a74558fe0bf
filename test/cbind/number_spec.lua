--- Any bits that are a NaN reach Lua as a number: others are marks of objects to LuaJIT.

local torch = require 'torch'
local cr = require 'cbind'

-- A storage whose bytes are all 255 but for the last of each element.
local function storage(kind, size, top)
   local bytes = ('\255'):rep(size - 1) .. string.char(top)
   local file = torch.MemoryFile(torch.CharStorage(size + 1):string(bytes .. '\0'), 'r')
   return file:binary()['read' .. kind](file, 1)
end

describe('a NaN of any bits', function()
   for kind, size in pairs { Double = 8, Float = 4 } do
      it('is a number in a torch.' .. kind .. 'Storage', function()
         for top = 0, 255 do
            local s = storage(kind, size, top)
            assert.are.equal('number', type(s[1]))
            assert.are.equal('number', type(torch[kind .. 'Tensor'](s)[1]))
         end
         assert.is_true(storage(kind, size, 255)[1] ~= storage(kind, size, 255)[1])
      end)
   end

   it('is a number as the result of a reduction', function()
      for top = 240, 255 do
         local t = torch.DoubleTensor(storage('Double', 8, top))
         assert.are.equal('number', type(cr.number('max_all', t)))
      end
   end)

   it('is a number in an object file', function()
      for top = 240, 255 do
         local text = '\1\0\0\0' .. ('\255'):rep(7) .. string.char(top)
         assert.are.equal('number', type(torch.deserialize(text)))
      end
   end)
end)
