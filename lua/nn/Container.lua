--- Container.lua - a module made of modules, which are in the list self.modules.
--
--    local net = nn.Sequential():add(nn.Linear(2, 3)):add(nn.Tanh())
--    print(torch.isTypeOf(net, 'nn.Container'), net:size(), torch.type(net:get(2)))
--    --> true 2 nn.Tanh

local torch = require 'torch'
local expect = require 'nn.expect'

local Container, Module = torch.class('nn.Container', 'nn.Module')

function Container:__init(...)
   Module.__init(self, ...)
   self.modules = {}
end

--- Put a module behind the others.
function Container:add(module)
   expect.module(self, module)
   table.insert(self.modules, module)
   return self
end

function Container:get(index) return self.modules[index] end
function Container:size() return #self.modules end

--- Call a function with each module.
function Container:applyToModules(f)
   for _, module in ipairs(self.modules) do f(module) end
end

--- module[method](module, ...); an error says which module of which container it was.
function Container:rethrowErrors(module, index, method, ...)
   local function handle(message)
      if type(message) ~= 'string' then return message end
      return ('%s\nin module %s of %s'):format(message, index, torch.type(self))
   end
   local function results(ok, ...)
      if not ok then error((...), 0) end
      return ...
   end
   return results(xpcall(module[method], handle, module, ...))
end

function Container:zeroGradParameters()
   for i = 1, #self.modules do self.modules[i]:zeroGradParameters() end
end

function Container:updateParameters(learningRate)
   for _, module in ipairs(self.modules) do
      if not module.frozen then module:updateParameters(learningRate) end
   end
end

function Container:training()
   for i = 1, #self.modules do self.modules[i]:training() end
   Module.training(self)
end

function Container:evaluate()
   for i = 1, #self.modules do self.modules[i]:evaluate() end
   Module.evaluate(self)
end

--- Share the named fields with another container of the same structure.
function Container:share(other, ...)
   if #other.modules ~= #self.modules then
      expect.fail(self, 'share: the other has %d modules, expected %d', #other.modules,
         #self.modules)
   end
   for i, module in ipairs(self.modules) do module:share(other.modules[i], ...) end
   return self
end

function Container:reset(stdv)
   for i = 1, #self.modules do self.modules[i]:reset(stdv) end
end

local function append(list, more)
   for i = 1, more and #more or 0 do list[#list + 1] = more[i] end
end

--- All parameters and gradients of the modules that are not frozen, in their order.
function Container:parameters()
   local params, gradParams = {}, {}
   for i = 1, #self.modules do
      if not self.modules[i].frozen then
         local p, g = self.modules[i]:parameters()
         append(params, p)
         append(gradParams, g)
      end
   end
   return params, gradParams
end

function Container:clearState()
   -- A result that is a module's own must not be emptied before it is let go of.
   for _, name in ipairs { 'output', 'gradInput' } do
      local value = self[name]
      self[name] = torch.isTensor(value) and value.new() or value ~= nil and {} or nil
   end
   for _, module in ipairs(self.modules) do module:clearState() end
   return self
end

--- Lines of a module with all but the first indented.
function Container.indented(module, indent)
   return (tostring(module):gsub('\n', '\n' .. indent))
end

--- The text of containers whose modules stand beside each other.
function Container:branchesText()
   local lines, count = { torch.type(self) .. ' {', '  input' }, #self.modules
   for i, module in ipairs(self.modules) do
      local last = i == count
      lines[#lines + 1] = ('  %s(%d): %s'):format(last and '   `-> ' or '  |`-> ', i,
         Container.indented(module, last and '         ' or '    |    '))
   end
   lines[#lines + 1] = '     ... -> output'
   lines[#lines + 1] = '}'
   return table.concat(lines, '\n')
end

return Container
