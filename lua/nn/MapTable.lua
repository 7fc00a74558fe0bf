--- MapTable.lua - the same module for every element of a table; all share their
-- parameters.
--
--    local layer = nn.MapTable(nn.Square())
--    local outputs = layer:forward { torch.Tensor{2}, torch.Tensor{3} }
--    print(outputs[1][1], outputs[2][1]) --> 4 9

local torch = require 'torch'
local expect = require 'nn.expect'
require 'nn.Container'

local MapTable, Parent = torch.class('nn.MapTable', 'nn.Container')

--- module: the one that is copied. shared: false for parameters of their own.
function MapTable:__init(module, shared)
   Parent.__init(self)
   self.shared = shared == nil and true or shared
   self.sharedparams = { 'weight', 'bias', 'gradWeight', 'gradBias' }
   self.output, self.gradInput = {}, {}
   if module then self:add(module) end
end

--- Make copies until there are `count`.
function MapTable:_extend(count)
   if not self.modules[1] then expect.fail(self, 'there is no module to run; add one') end
   for i = #self.modules + 1, count do
      self.modules[i] = self.modules[1]:clone(unpack(self.shared and self.sharedparams
         or {}))
   end
end

--- Let the copies go.
function MapTable:resize(count)
   self:_extend(count)
   for i = count + 1, #self.modules do self.modules[i] = nil end
end

function MapTable:add(module)
   if self.modules[1] then
      expect.fail(self, 'there is a module already, expected one')
   end
   self.modules[1] = module
   self.module = module
   return self
end

function MapTable:updateOutput(input)
   expect.table(self, 'input', input)
   self.output = {}
   self:_extend(#input)
   for i = 1, #input do self.output[i] = self.modules[i]:updateOutput(input[i]) end
   return self.output
end

function MapTable:updateGradInput(input, gradOutput)
   self.gradInput = {}
   self:_extend(#input)
   for i = 1, #input do
      self.gradInput[i] = self.modules[i]:updateGradInput(input[i], gradOutput[i])
   end
   return self.gradInput
end

function MapTable:accGradParameters(input, gradOutput, scale)
   self:_extend(#input)
   for i = 1, #input do
      self.modules[i]:accGradParameters(input[i], gradOutput[i], scale or 1)
   end
end

function MapTable:accUpdateGradParameters(input, gradOutput, lr)
   self:_extend(#input)
   for i = 1, #input do
      self.modules[i]:accUpdateGradParameters(input[i], gradOutput[i], lr)
   end
end

--- With shared parameters only the first module has some to show.
function MapTable:zeroGradParameters()
   if self.module then
      if self.shared then
         self.module:zeroGradParameters()
      else
         Parent.zeroGradParameters(self)
      end
   end
end

function MapTable:updateParameters(learningRate)
   if self.module then
      if self.shared then
         self.module:updateParameters(learningRate)
      else
         Parent.updateParameters(self, learningRate)
      end
   end
end

function MapTable:clearState()
   for i = 2, #self.modules do self.modules[i] = nil end
   return Parent.clearState(self)
end

function MapTable:__tostring__()
   if not self.modules[1] then return torch.type(self) .. ' { }' end
   return ('%s {\n  %s\n}'):format(torch.type(self),
      Parent.indented(self.modules[1], '  '))
end

return MapTable
