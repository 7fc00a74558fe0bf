--- test.lua - nn.test: compares the derivatives that layers compute with central
-- differences, on this machine.

local nn = require 'nn'
local torch = require 'torch'
local differences = require 'nn.differences'
local examples = require 'nn.examples'
local own = require 'cbind.own'

local LARGEST = 1e-6

local function check(example, measure)
   torch.manualSeed(7)
   return math.max(measure(example[2](), examples.input(example[3]), example[4]))
end

local function ofCriterion(criterion, input, target)
   return differences.criterion(criterion, input, examples.input(target))
end

--- test: the derivatives of the classes named, {'Linear', 'Tanh'}, or of all of which
-- there is an example in lua/nn/examples.lua, against central differences in double.
-- Prints the largest difference of each; gives the number of those above 1e-6.
--
--    print(nn.test { 'Linear' } == 0) --> Linear ok
--    --> true
function nn.test(names)
   local wanted, failed, count = {}, 0, 0
   for _, name in ipairs(type(names) == 'string' and { names } or names or {}) do
      wanted[name] = true
   end
   local state = torch.getRNGState()
   for _, list in ipairs { examples, examples.criterions } do
      local measure = list == examples and differences.module or ofCriterion
      for _, example in ipairs(list) do
         if not names or wanted[example[1]] then
            local worst = check(example, measure)
            local good = worst <= LARGEST
            print(example[1] .. (good and ' ok' or (' off by %g'):format(worst)))
            failed, count = failed + (good and 0 or 1), count + 1
            wanted[example[1]] = nil
         end
      end
   end
   torch.setRNGState(state)
   local unknown = next(wanted)
   if unknown then own.raise(("test: there is no example of '%s'"):format(unknown)) end
   return failed, count
end

return nn.test
