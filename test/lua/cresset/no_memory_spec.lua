--- Reading and writing files while memory runs out: an error that says so, no storage
-- left behind, the file as it was, and the next call works.

local torch = require 'torch'
local noMemory = require 'test.support.no_memory'
local damage = require 'test.support.damage'

local path = os.tmpname()

local forms = {
   npy = { require 'cresset.npy', torch.range(1, 200000):view(400, 500):t() },
   npz = { require 'cresset.npz', { a = torch.range(1, 9):view(3, 3):t(),
      b = { torch.ByteTensor(100):fill(1) } } },
   safetensors = { require 'cresset.safetensors', { a = torch.range(1, 9):view(3, 3):t(),
      b = { torch.ByteTensor(100):fill(1) } } },
   t7 = { { load = torch.load, save = torch.save }, { torch.randn(5, 4):t(), 'text' } },
}

describe('when memory runs out', function()
   teardown(function() os.remove(path) end)

   for name, form in pairs(forms) do
      local module, object = unpack(form)

      it(name .. '.load is an error and leaves nothing behind', function()
         module.save(path, object)
         local failures = noMemory.each(function() return { path }, 1 end, module.load,
            function(message)
               assert.is_truthy(message:match 'no memory', message)
               assert.is_truthy(message:find(path, 1, true), message)
            end)
         assert.is_true(failures >= 1)
         assert.is_false(noMemory.leaks(function()
            noMemory.each(function() return { path }, 1 end, module.load, function() end)
         end))
         assert.is_truthy(module.load(path))
      end)

      it(name .. '.save is an error and leaves the old file', function()
         module.save(path, object)
         local before = damage.content(path)
         noMemory.each(function() return { path, object }, 2 end, module.save,
            function(message)
               assert.is_truthy(message:match 'no memory', message)
               assert.are.equal(before, damage.content(path))
            end)
         module.save(path, object)
         assert.are.equal(before, damage.content(path))
      end)
   end
end)
