--- Sequences, shifts, bits, diagonals and places of elements against plain Lua.

local torch = require 'torch'
local eachLevel = require 'test.support.levels'

local KINDS = { 'Byte', 'Char', 'Short', 'Int', 'Long', 'Half', 'Float', 'Double' }

describe('sequences', function()
   it('are first + i * step in every type, strided too', function()
      eachLevel(function()
         for _, kind in ipairs(KINDS) do
            local whole = torch[kind .. 'Tensor'](40, 2):zero()
            local column = whole:select(2, 1)
            column:range(3, 42)
            for i = 1, 40 do
               assert.are.equal(i + 2, whole[i][1])
               assert.are.equal(0, whole[i][2])
            end
         end
      end)
   end)

   it('end where the step does not lead on', function()
      assert.are.same({ 1, 3.5, 6 }, torch.range(1, 8, 2.5):totable())
      assert.are.same({ 2, 1, 0 }, torch.range(2, -0.5, -1):totable())
      assert.are.same({ 0, 0.5, 1 }, torch.linspace(0, 1, 3):totable())
      assert.are.same({ 1, 10, 100 }, torch.logspace(0, 2, 3):totable())
   end)

   it('name what is wrong with their numbers', function()
      local int = torch.IntTensor()
      for text, call in pairs {
         ['range: step is 0'] = function() torch.range(1, 2, 0) end,
         ['range: step is %-1, expected one that leads from 1 to 5'] = function()
            torch.range(1, 5, -1)
         end,
         ['range: step is 0.5, expected a whole number'] = function() int:range(1, 2, 0.5) end,
         ['range: first is %-?nan'] = function() torch.range(0 / 0, 2) end,
         ['linspace: count is 1, expected 2 or more'] = function() torch.linspace(0, 1, 1) end,
         ['eye: size is 0 x 0'] = function() torch.eye(0) end,
      } do
         local ok, message = pcall(call)
         assert.is_false(ok)
         assert.is_truthy(message:find(text), message)
      end
   end)
end)

describe('shifts and bits', function()
   it('agree with plain Lua in every integer type', function()
      eachLevel(function()
         for k = 1, 5 do
            local a = torch[KINDS[k] .. 'Tensor'] { 1, 5, 12, 31, 3 }
            local b = torch[KINDS[k] .. 'Tensor'] { 1, 3, 0, 1, 2 }
            local list, other = a:totable(), b:totable()
            for i = 1, 5 do
               local x, y = list[i], other[i]
               assert.are.equal(bit.band(x, y), torch.cbitand(a, b)[i])
               assert.are.equal(bit.bor(x, y), torch.cbitor(a, b)[i])
               assert.are.equal(bit.bxor(x, 6), torch.bitxor(a, 6)[i])
               assert.are.equal(x * 2 ^ y % 256, torch.clshift(a, b)[i] % 256)
               assert.are.equal(math.floor(x / 2 ^ y), torch.crshift(a, b)[i])
            end
         end
      end)
   end)

   it('lose bits beyond the type, and take any count', function()
      assert.are.same({ 0, 0 }, torch.LongTensor { 1, -1 }:lshift(64):totable())
      assert.are.same({ 0, -1 }, torch.LongTensor { 1, -1 }:rshift(64):totable())
      assert.are.same({ 254 }, torch.ByteTensor { 255 }:lshift(1):totable())
      assert.has_error(function() torch.Tensor { 1 }:bitand(1) end,
         'bitand: tensor is torch.DoubleTensor 1, expected an integer type')
   end)
end)

describe('diagonals', function()
   it('and triangles agree with plain Lua, in place too', function()
      for _, shape in ipairs { { 3, 3 }, { 2, 4 }, { 4, 2 }, { 1, 1 } } do
         local m = torch.range(1, shape[1] * shape[2]):view(unpack(shape))
         for k = -4, 4 do
            local low, high = torch.tril(m, k), m:clone()
            torch.triu(high, high, k)
            for i = 1, shape[1] do
               for j = 1, shape[2] do
                  assert.are.equal(j - i <= k and m[i][j] or 0, low[i][j])
                  assert.are.equal(j - i >= k and m[i][j] or 0, high[i][j])
                  if j - i == k then
                     local at = k >= 0 and i or j
                     assert.are.equal(m[i][j], torch.diag(m, k)[at])
                  end
               end
            end
         end
      end
   end)
end)

describe('nonzero', function()
   it('lists indices in row-major order, of views too', function()
      local m = torch.IntTensor { { 0, 2, 0 }, { 3, 0, 4 } }
      assert.are.same({ { 1, 2 }, { 2, 1 }, { 2, 3 } }, m:nonzero():totable())
      assert.are.same({ { 1, 2 }, { 2, 1 }, { 3, 2 } }, m:t():nonzero():totable())
      assert.are.equal(0, torch.zeros(3):nonzero():dim())
   end)
end)
