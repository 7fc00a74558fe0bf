--- StochasticGradient.lua - trains a module on a dataset, one example at a time.
-- The dataset has size() and [i] = {input, target}.
--
--    local data = { { torch.Tensor{1}, torch.Tensor{2} } }
--    function data:size() return #self end
--    local net = nn.Linear(1, 1)
--    local trainer = nn.StochasticGradient(net, nn.MSECriterion())
--    trainer.maxIteration, trainer.verbose = 200, false
--    trainer:train(data)
--    print(math.abs(net:forward(torch.Tensor{1})[1] - 2) < 0.1) --> true

local torch = require 'torch'

local StochasticGradient = torch.class 'nn.StochasticGradient'

function StochasticGradient:__init(module, criterion)
   self.learningRate = 0.01
   self.learningRateDecay = 0
   self.maxIteration = 25
   self.shuffleIndices = true
   self.module = module
   self.criterion = criterion
   self.verbose = true
end

-- One pass over all examples; returns their mean loss.
local function pass(self, dataset, order, rate)
   local module, criterion, total = self.module, self.criterion, 0
   for t = 1, dataset:size() do
      local example = dataset[order[t]]
      local input, target = example[1], example[2]
      total = total + criterion:forward(module:forward(input), target)
      module:updateGradInput(input, criterion:updateGradInput(module.output, target))
      module:accUpdateGradParameters(input, criterion.gradInput, rate)
      if self.hookExample then self.hookExample(self, example) end
   end
   return total / dataset:size()
end

--- maxIteration passes with steps of learningRate / (1 + pass * learningRateDecay);
-- without end if maxIteration is not above 0. hookExample(self, example) and
-- hookIteration(self, iteration, error) are called if they are set.
function StochasticGradient:train(dataset)
   local iteration, rate = 1, self.learningRate
   local function say(...)
      if self.verbose then print(...) end
   end
   local order = torch.randperm(dataset:size())
   if not self.shuffleIndices then
      for t = 1, dataset:size() do order[t] = t end
   end
   say '# StochasticGradient: training'
   while true do
      local loss = pass(self, dataset, order, rate)
      if self.hookIteration then self.hookIteration(self, iteration, loss) end
      say('# current error = ' .. loss)
      iteration = iteration + 1
      rate = self.learningRate / (1 + iteration * self.learningRateDecay)
      if self.maxIteration > 0 and iteration > self.maxIteration then
         say '# StochasticGradient: you have reached the maximum number of iterations'
         say('# training error = ' .. loss)
         break
      end
   end
end

return StochasticGradient
