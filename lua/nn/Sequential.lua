--- Sequential.lua - modules one after the other: the output of each is the input of the
-- next.
--
--    local net = nn.Sequential():add(nn.Linear(2, 3)):add(nn.Tanh()):add(nn.Linear(3, 1))
--    print(net:forward(torch.ones(5, 2)):size(2), #net:parameters()) --> 1 4

local torch = require 'torch'
require 'nn.Container'
local expect = require 'nn.expect'
local own = require 'cbind.own'

local Sequential, Container = torch.class('nn.Sequential', 'nn.Container')

--- Put a module behind the others.
function Sequential:add(module)
   expect.module(self, module)
   if #self.modules == 0 then self.gradInput = module.gradInput end
   table.insert(self.modules, module)
   self.output = module.output
   return self
end

--- Put a module at an index, before the one that is there; without an index at the end.
function Sequential:insert(module, index)
   expect.module(self, module)
   index = index or #self.modules + 1
   if index < 1 or index > #self.modules + 1 then
      expect.fail(self, 'insert: index is %s, expected 1 to %d', tostring(index),
         #self.modules + 1)
   end
   table.insert(self.modules, index, module)
   self.output = self.modules[#self.modules].output
   self.gradInput = self.modules[1].gradInput
   return self
end

--- Take the module at an index out, the last one without an index.
function Sequential:remove(index)
   index = index or #self.modules
   if index < 1 or index > #self.modules then
      expect.fail(self, 'remove: index is %s, expected 1 to %d', tostring(index),
         #self.modules)
   end
   table.remove(self.modules, index)
   local count = #self.modules
   self.output = count > 0 and self.modules[count].output or torch.Tensor()
   self.gradInput = count > 0 and self.modules[1].gradInput or torch.Tensor()
   return self
end

function Sequential:updateOutput(input)
   local modules = self.modules
   for i = 1, #modules do input = modules[i]:updateOutput(input) end
   self.output = input
   return input
end

function Sequential:updateGradInput(input, gradOutput)
   local modules = self.modules
   for i = #modules, 2, -1 do
      gradOutput = modules[i]:updateGradInput(modules[i - 1].output, gradOutput)
   end
   if modules[1] then gradOutput = modules[1]:updateGradInput(input, gradOutput) end
   self.gradInput = gradOutput
   return gradOutput
end

function Sequential:accGradParameters(input, gradOutput, scale)
   scale = scale or 1
   local modules = self.modules
   for i = #modules, 1, -1 do
      modules[i]:accGradParameters(i > 1 and modules[i - 1].output or input, gradOutput,
         scale)
      gradOutput = modules[i].gradInput
   end
end

function Sequential:backward(input, gradOutput, scale)
   scale = scale or 1
   local modules = self.modules
   if #modules == 0 then own.raise 'Sequential: backward of a network without modules' end
   for i = #modules, 2, -1 do
      gradOutput = modules[i]:backward(modules[i - 1].output, gradOutput, scale)
      modules[i].gradInput = gradOutput
   end
   gradOutput = modules[1]:backward(input, gradOutput, scale)
   self.gradInput = gradOutput
   return gradOutput
end

function Sequential:accUpdateGradParameters(input, gradOutput, lr)
   local modules = self.modules
   for i = #modules, 1, -1 do
      modules[i]:accUpdateGradParameters(i > 1 and modules[i - 1].output or input,
         gradOutput, lr)
      gradOutput = modules[i].gradInput
   end
end

function Sequential:__tostring__()
   local chain, lines = { '[input' }, {}
   for i, module in ipairs(self.modules) do
      chain[#chain + 1] = ('(%d)'):format(i)
      lines[#lines + 1] = ('  (%d): %s\n'):format(i, Container.indented(module, '  '))
   end
   chain[#chain + 1] = 'output]'
   return ('nn.Sequential {\n  %s\n%s}'):format(table.concat(chain, ' -> '),
      table.concat(lines))
end

return Sequential
