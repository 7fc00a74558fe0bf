--- testTHNN.lua - nn.testTHNN: compares what layers compute in single precision with what
-- they compute in double, on this machine.

local nn = require 'nn'
local torch = require 'torch'
local differences = require 'nn.differences'
local examples = require 'nn.examples'

local LARGEST = 2e-6

--- testTHNN: the C code below the layers: results of every layer with an example in
-- lua/nn/examples.lua in float against those in double, relative to the largest. Prints
-- those above 2e-6; gives their number and that of all.
--
--    print((nn.testTHNN())) --> 0
function nn.testTHNN()
   local failed, state = 0, torch.getRNGState()
   for _, example in ipairs(examples) do
      torch.manualSeed(7)
      local worst = differences.precision(example[2](), examples.input(example[3]))
      if worst ~= worst or worst > LARGEST then
         failed = failed + 1
         print(('%s off by %g'):format(example[1], worst))
      end
   end
   torch.setRNGState(state)
   return failed, #examples
end

return nn.testTHNN
