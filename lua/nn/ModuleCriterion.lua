--- ModuleCriterion.lua - a criterion of what modules make of input and target.
--
--    local criterion = nn.ModuleCriterion(nn.MSECriterion(), nn.Square(), nn.Identity())
--    print(criterion:forward(torch.Tensor{3}, torch.Tensor{9})) --> 0

local torch = require 'torch'

local ModuleCriterion = torch.class('nn.ModuleCriterion', 'nn.Criterion')

--- inputModule, targetModule: may be left out. castTarget: false to leave the target's
-- type.
function ModuleCriterion:__init(criterion, inputModule, targetModule, castTarget)
   self.inputModule, self.targetModule = inputModule, targetModule
   self.castTarget = castTarget == nil and true or castTarget
   if self.inputModule then
      local params = self.inputModule:parameters()
      if params and #params > 0 then
         print 'Warning: nn.ModuleCriterion does not update the parameters of its modules'
      end
   end
   self.criterion = criterion
   self.gradInput = torch.Tensor()
   self.output = 0
end

local function through(module, value) return module and module:forward(value) or value end

function ModuleCriterion:updateOutput(input, target)
   local x, t = through(self.inputModule, input), through(self.targetModule, target)
   self.output = self.criterion:forward(x, t)
   return self.output
end

function ModuleCriterion:updateGradInput(input, target)
   local x = self.inputModule and self.inputModule.output or input
   local t = self.targetModule and self.targetModule.output or target
   local gradient = self.criterion:backward(x, t)
   self.gradInput = self.inputModule and self.inputModule:backward(input, gradient)
      or gradient
   return self.gradInput
end

return ModuleCriterion
