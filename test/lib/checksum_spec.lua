--- CRC-32C against its published check values, and in parts.

local cr = require 'cbind'

local function sum(text, start) return cr.number('crc32c', text, #text, start or 0) end

describe('crc32c', function()
   it('gives the published values', function()
      assert.are.equal(0xE3069283, sum '123456789')
      assert.are.equal(0x8A9136AA, sum(('\0'):rep(32))) -- RFC 3720, B.4
      assert.are.equal(0x62A8AB43, sum(('\255'):rep(32)))
      assert.are.equal(0, sum '')
   end)

   it('goes on from the sum of what came before', function()
      local text = ('the quick brown fox'):rep(7)
      for cut = 0, #text do
         assert.are.equal(sum(text), sum(text:sub(cut + 1), sum(text:sub(1, cut))))
      end
   end)

   it('refuses a negative length and a start that is no sum', function()
      assert.error_matches(function() cr.number('crc32c', 'a', -1, 0) end,
         'crc32c: length is %-1, expected 0 or more')
      assert.error_matches(function() cr.number('crc32c', 'a', 1, 0.5) end,
         'start is 0.5')
   end)
end)
