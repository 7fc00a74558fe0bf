--- Profile.lua - prints how long a module takes, every so many calls.
--
--    print(nn.Profile(nn.Square(), 10, 'square'):forward(torch.Tensor{3})[1]) --> 9

local torch = require 'torch'
require 'nn.Decorator'

local Profile, Parent = torch.class('nn.Profile', 'nn.Decorator')

--- print_interval: after how many calls, 100 without. name: in what is printed.
function Profile:__init(module, print_interval, name)
   Parent.__init(self, module)
   self.print_interval = print_interval or 100
   self.name = name or torch.type(module)
   self.numFwds, self.numBwds = 0, 0
   self.summedFwdTime, self.summedBwdTime = 0, 0
end

local function report(self, what, count, seconds)
   if count % self.print_interval == 0 then
      print(('%s took %.3f ms a %s pass, of %d'):format(self.name,
         seconds / count * 1000, what, count))
   end
end

function Profile:updateOutput(input)
   local began = os.clock()
   self.output = self.modules[1]:updateOutput(input)
   self.numFwds, self.summedFwdTime = self.numFwds + 1,
      self.summedFwdTime + os.clock() - began
   report(self, 'forward', self.numFwds, self.summedFwdTime)
   return self.output
end

function Profile:updateGradInput(input, gradOutput)
   local began = os.clock()
   self.gradInput = self.modules[1]:updateGradInput(input, gradOutput)
   self.numBwds, self.summedBwdTime = self.numBwds + 1,
      self.summedBwdTime + os.clock() - began
   report(self, 'backward', self.numBwds, self.summedBwdTime)
   return self.gradInput
end

return Profile
