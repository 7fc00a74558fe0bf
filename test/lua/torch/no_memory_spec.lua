--- Every function of torch, where the first, second, ... allocation of it fails: an error
-- that says so, arguments as they were, and no memory lost.

local torch = require 'torch'
local calls = require 'test.support.calls'
local noMemory = require 'test.support.no_memory'
local signature = require 'torch.signature'
local snapshot = require 'test.support.snapshot'

-- All calls with few elements; the first of each form also with many, and in other types.
local function eachCall(name, entry, visit)
   local seen = {}
   for _, isMethod in ipairs { false, true } do
      local exists = signature.exists(entry, isMethod and 'method' or 'function')
      for _, call in ipairs(exists and calls.of(name, entry, isMethod) or {}) do
         visit(call, call.kind, 5)
         if not seen[call.form] then
            visit(call, call.kind, 40)
            for _, kind in ipairs { 'Double', 'Int', 'Half' } do visit(call, kind, 5) end
         end
         seen[call.form] = true
      end
   end
end

local function attempt(call, kind, n)
   if not calls.make(call, kind, n) then return 0 end
   local before, count
   return noMemory.each(function()
      local list
      list, count = calls.arguments(call, kind, n)
      before = {}
      for i = 1, count do before[i] = snapshot(list[i]) end
      torch.manualSeed(5)
      return list, count
   end, call.f, function(message, k, list)
      local where = ('%s of %s, n = %d, allocation %d: '):format(call.text, kind, n, k)
      assert(message:find 'no memory', where .. message)
      assert(message:find 'no_memory', where .. 'not at the line of the user: ' .. message)
      for i = 1, count do
         assert(snapshot(list[i]) == before[i], where .. 'argument ' .. i .. ' changed')
      end
   end)
end

describe('Where memory runs out', function()
   for _, name in ipairs(calls.names()) do
      it('torch.' .. name .. ' is an error that changes nothing', function()
         assert.is_false(noMemory.leaks(function()
            eachCall(name, torch.signatures[name], attempt)
         end))
      end)
   end

   it('making a tensor or a storage is an error', function()
      for _, kind in ipairs { 'Float', 'Byte', 'Half', 'Long' } do
         for _, what in ipairs { 'Tensor', 'Storage' } do
            local make, failures = torch[kind .. what], 0
            noMemory.each(function() return { 10 }, 1 end, make, function(message)
               assert.matches('no memory for', message)
               failures = failures + 1
            end)
            assert.are.equal(1, failures)
         end
      end
   end)

   it('growing a storage leaves it as it was', function()
      local storage = torch.IntStorage { 1, 2, 3 }
      noMemory.each(function() return { storage, 100 }, 2 end, storage.resize,
         function(message)
            assert.matches('resize: no memory for 100 elements', message)
            assert.are.same({ 1, 2, 3 }, storage:totable())
         end)
      assert.are.equal(100, #storage)
   end)

   it('saving and loading are errors, and work again afterwards', function()
      local value = { x = torch.randn(3, 4), { torch.range(1, 5):long() } }
      local path, failures = os.tmpname(), 0
      local function count(message)
         failures = failures + 1
         assert.matches('memory', message)
      end
      local before = snapshot(value)
      for _, format in ipairs { 'binary', 'ascii' } do
         noMemory.each(function() return { path, value, format }, 3 end, torch.save, count)
         noMemory.each(function() return { path, format }, 2 end, torch.load, count)
         assert.are.equal(before, snapshot(torch.load(path, format)))
         noMemory.each(function() return { value, format }, 2 end, torch.serialize, count)
         local text = torch.serialize(value, format)
         noMemory.each(function() return { text, format }, 2 end, torch.deserialize, count)
         assert.are.equal(before, snapshot(torch.deserialize(text, format)))
      end
      assert.is_true(failures > 3)
      os.remove(path)
   end)
end)
