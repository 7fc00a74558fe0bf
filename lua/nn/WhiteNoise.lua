--- WhiteNoise.lua - adds normal noise while training.
--
--    torch.manualSeed(1)
--    local layer = nn.WhiteNoise(0, 0.1)
--    print(layer:forward(torch.zeros(1000)):std() < 0.2) --> true
--    layer:evaluate()
--    print(layer:forward(torch.zeros(1000)):std()) --> 0

local torch = require 'torch'

local WhiteNoise, Parent = torch.class('nn.WhiteNoise', 'nn.Module')

--- mean, std: of the noise, 0 and 0.1 without.
function WhiteNoise:__init(mean, std)
   Parent.__init(self)
   self.mean, self.std = mean or 0, std or 0.1
   self.noise = torch.Tensor()
end

function WhiteNoise:updateOutput(input)
   self.output:resizeAs(input):copy(input)
   if self.train ~= false then
      self.noise:resizeAs(input)
      self.noise:normal(self.mean, self.std)
      self.output:add(self.noise)
   elseif self.mean ~= 0 then
      self.output:add(self.mean)
   end
   return self.output
end

function WhiteNoise:updateGradInput(_, gradOutput)
   if self.train == false then
      error('WhiteNoise: backward is defined while training only', 2)
   end
   self.gradInput:resizeAs(gradOutput):copy(gradOutput)
   return self.gradInput
end

function WhiteNoise:clearState()
   self.noise:set()
   return Parent.clearState(self)
end

return WhiteNoise
