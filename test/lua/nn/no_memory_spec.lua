--- Layers and criterions where the first, second, ... allocation of a pass fails: an error
-- that says so; weights and inputs stay, and the next pass gives what it would have given.

require 'nn'
local torch = require 'torch'
local golden = require 'test.support.golden'
local noMemory = require 'test.support.no_memory'
local recorded = require 'test.support.recorded'
local snapshot = require 'test.support.snapshot'

local function decoded(value) return value ~= nil and golden.decode(value) or nil end

-- The first `count` parameters; MapTable makes more copies of its layer as it goes.
local function parameters(layer, count)
   local list = layer.parameters and layer:parameters() or {}
   return snapshot { unpack(list, 1, count) }, #list
end

-- A whole pass: output, then gradInput, as text.
local function pass(layer, input, other, seed)
   torch.manualSeed(seed)
   local output = snapshot(layer:forward(input, other))
   if layer.zeroGradParameters then layer:zeroGradParameters() end
   if other == nil then return output end
   return output .. snapshot(layer:backward(input, other))
end

local function attempt(record, otherName)
   local seed = record.forward_seed or 1
   local function arguments()
      return { recorded.make(record), decoded(record.input), decoded(record[otherName]),
         seed }, 4
   end
   local first = arguments()
   local weights, count = parameters(first[1])
   local fine, wanted = pcall(pass, unpack(first, 1, 4))
   if not fine then return end -- a record of an error
   local inputs = snapshot { first[2], first[3] }
   noMemory.each(arguments, pass, function(message, k, list)
      local where = ('%s, allocation %d: '):format(record.ctor, k)
      assert(message:find 'memory', where .. message)
      assert(parameters(list[1], count) == weights, where .. 'weights changed')
      assert(snapshot { list[2], list[3] } == inputs, where .. 'inputs changed')
      assert(pass(unpack(list, 1, 4)) == wanted, where .. 'the next pass differs')
   end)
end

describe('Where memory runs out', function()
   local print = print
   before_each(function() _G.print = function() end end) -- nn.PrintSize prints
   after_each(function() _G.print = print end)

   for _, record in ipairs(recorded.layers()) do
      it('a pass of ' .. record.class .. ' is an error that breaks nothing', function()
         assert.is_false(noMemory.leaks(function() attempt(record, 'gradOutput') end))
      end)
   end
   for _, record in ipairs(recorded.criterions()) do
      it('a pass of ' .. record.class .. ' is an error that breaks nothing', function()
         assert.is_false(noMemory.leaks(function() attempt(record, 'target') end))
      end)
   end
end)
