--- cresset.picture: tiles with their gaps, files that begin as PNG files do.

local torch = require 'torch'
local picture = require 'cresset.picture'

describe('cresset.picture', function()
   it('sets tiles side by side, each from black to white', function()
      local images = torch.Tensor { { { 1, 3 } }, { { 5, 5 } }, { { 4, 2 } } }
      local tiles = picture.tiles(images, 2)
      assert.are.same({ { 0, 1, 0.5, 0, 0 }, { 0.5, 0.5, 0.5, 0.5, 0.5 },
         { 1, 0, 0.5, 0.5, 0.5 } }, tiles:totable())
      assert.are.same({ 5, 9 }, picture.tiles(images, 2, 2):size():totable())
   end)

   it('writes PNG files', function()
      local path = os.tmpname()
      picture.save(path, torch.Tensor(3, 4, 5):fill(0.5))
      local file = io.open(path, 'rb')
      assert.are.equal('\137PNG', file:read(4))
      file:close()
      os.remove(path)
      assert.error_matches(function() picture.save(path) end,
         'picture.save: arguments are')
   end)
end)
