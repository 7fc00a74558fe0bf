--- Every function of torch, in every type, gives equal bits for 1, 2, 3 and 4 threads.

local torch = require 'torch'
local calls = require 'test.support.calls'
local signature = require 'torch.signature'

local MOST_ELEMENTS = 2 ^ 21
local MOST_SECONDS = 0.02
-- seed reads the clock; the elements that resize and resizeAs add are not set; cdata refuses.
local spared = { seed = true, initialSeed = true, resize = true, resizeAs = true,
   cdata = true }

local function elements(results)
   local count = 0
   for _, value in pairs(results) do
      if torch.isTensor(value) then count = count + value:nElement() end
   end
   return count
end

local function made(call, kind, n)
   local began = os.clock()
   local results = { calls.make(call, kind, n) }
   return results[1], elements(results) + elements(results[#results]),
      os.clock() - began
end

-- The largest n whose tensors and time stay small, by what smaller ones took.
local function sizeFor(call, kind)
   local _, few = made(call, kind, 10)
   local fine, many = made(call, kind, 20)
   if not fine then return nil end
   local growth = math.log(many / math.max(few, 1)) / math.log(2)
   for _, n in ipairs(kind == 'Float' and { 700, 200, 100, 40 } or { 200, 100, 40 }) do
      if many * (n / 20) ^ growth <= MOST_ELEMENTS then
         local _, _, seconds = made(call, kind, math.min(n, 100))
         return seconds > MOST_SECONDS and math.min(n, 40) or n
      end
   end
   return 20
end

local function bitsOf(call, kind, n, threads)
   torch.setnumthreads(threads)
   local results = { calls.make(call, kind, n) }
   return results[1], calls.bits(results)
end

-- One call of each line of the signature for each type, more for floats: of the function
-- if there is one.
local function eachCall(name, entry, visit)
   local counts = {}
   for _, call in ipairs((calls.of(name, entry, not signature.exists(entry, 'function')))) do
      local count = (counts[call.form.parsed] or 0) + 1
      counts[call.form.parsed] = count
      for _, kind in ipairs(calls.TYPES) do
         if count == 1 or kind == 'Float' and count <= 3 then visit(call, kind) end
      end
   end
end

local function compare(call, kind)
   local n = sizeFor(call, kind)
   if not n then return 0 end
   local fine, one = bitsOf(call, kind, n, 1)
   if not fine then return 0 end
   for threads = 2, 4 do
      local _, others = bitsOf(call, kind, n, threads)
      assert.is_true(one == others, ('%s of %s, n = %d, differs for %d threads')
         :format(call.text, kind, n, threads))
   end
   return 1
end

describe('Equal bits for 1 to 4 threads:', function()
   local kept = torch.getnumthreads()
   after_each(function() torch.setnumthreads(kept) end)

   for _, name in ipairs(calls.names()) do
      if not spared[name] then
         it(name, function()
            local compared = 0
            eachCall(name, torch.signatures[name], function(call, kind)
               compared = compared + compare(call, kind)
            end)
            assert.is_true(compared > 0, 'no call was compared')
         end)
      end
   end
end)
