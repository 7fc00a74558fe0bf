--- The signatures: each is documented, can be generated, and says what it is for editors.

local torch = require 'torch'
local signature = require 'torch.signature'
local generate = require 'torch.generate'

local function callable(name, entry)
   for _, call in ipairs { 'function', 'method' } do
      if signature.exists(entry, call) then
         assert(type(generate(name, entry, call == 'method', function() return 8 end))
            == 'function')
      end
   end
end

describe('signatures', function()
   for name, entry in pairs(torch.signatures) do
      it('have a documented entry that can be generated: ' .. name, function()
         assert.are.equal('string', type(entry.doc))
         callable(name, entry)
      end)
   end

   it('leave out optional arguments in every way, results together', function()
      local entry = { 'a!, b!, x, n:number=2 -> f(a, b, x, n)' }
      local given = {}
      for i, form in ipairs(signature.forms(entry, false)) do
         local names = {}
         for k, p in ipairs(form.given) do names[k] = p.name end
         given[i] = table.concat(names, ' ')
      end
      assert.are.same({ 'a b x n', 'a b x', 'x n', 'x' }, given)
   end)

   it('exist as functions, as methods, or as both', function()
      assert.is_nil(torch.apply)
      assert.is_not_nil(torch.Tensor(1).apply)
      assert.is_nil(torch.Tensor(1).manualSeed)
      assert.are.equal(3, torch.sqrt(9))
      assert.has_error(function() torch.Tensor(1):sqrt(9) end)
   end)

   it('are annotations that Lua reads', function()
      local text = require 'torch.annotate'()
      assert.is_not_nil(loadstring(text))
      assert.is_truthy(text:find('\ntorch.narrow = nil', 1, true))
      assert.is_truthy(text:find('\n---@type fun(self: torch.Tensor, other: torch.Tensor): '
         .. 'any\nTensor.equal = nil', 1, true))
   end)
end)
