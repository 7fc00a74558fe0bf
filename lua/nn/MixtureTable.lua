--- MixtureTable.lua - a sum of experts, each weighted by an element of a gater.
-- Jacobs, Jordan, Nowlan, Hinton (1991), Adaptive mixtures of local experts, Neural
-- Computation 3.
--
--    local experts = { torch.Tensor { 1, 2 }, torch.Tensor { 5, 6 } }
--    print(nn.MixtureTable():forward({ torch.Tensor { 0.5, 0.5 }, experts })[1]) --> 3

local torch = require 'torch'
local nn = require 'nn'
local expect = require 'nn.expect'

local MixtureTable, Parent = torch.class('nn.MixtureTable', 'nn.Module')

--- dim: where the experts are if they are one tensor; without, 2 for batches, else 1.
function MixtureTable:__init(dim)
   Parent.__init(self)
   if dim ~= nil then expect.count(self, 'dim', dim) end
   self.dim = dim
   self.gradInput = {}
end

-- The weights of the experts and the experts as a list, or slices of one tensor.
local function parts(self, input)
   expect.table(self, 'input', input)
   local gater, experts = input[1], input[2]
   expect.tensor(self, 'element 1 of input', gater, self.output)
   if gater:dim() < 1 or gater:dim() > 2 then
      expect.fail(self, 'element 1 of input is %s, expected E or N x E',
         expect.describe(gater))
   end
   local count, d = gater:size(gater:dim()), self.dim or gater:dim()
   if torch.isTensor(experts) then
      expect.tensor(self, 'element 2 of input', experts, self.output)
      if experts:dim() < d or experts:size(d) ~= count then
         expect.fail(self, 'element 2 of input is %s, expected %d experts in dimension %d',
            expect.describe(experts), count, d)
      end
      return gater, experts:split(1, d), d
   end
   expect.table(self, 'element 2 of input', experts)
   expect.tensors(self, experts, self.output)
   if #experts ~= count then
      expect.fail(self, 'element 1 of input weighs %d experts, but there are %d', count,
         #experts)
   end
   return gater, experts
end

-- Element i of the gater in a shape that multiplies the expert.
local function weight(gater, i, expert)
   local sizes = {}
   for d = 1, expert:dim() do sizes[d] = 1 end
   if gater:dim() == 2 then sizes[1] = gater:size(1) end
   local part = expect.slice(gater, gater:dim(), i):contiguous()
   return part:view(torch.LongStorage(sizes)):expandAs(expert)
end

--- input: {gater, experts}; gater E or N x E; experts a table of E tensors alike, or one
-- tensor that holds them along dim. output: as one expert.
function MixtureTable:updateOutput(input)
   local gater, experts, d = parts(self, input)
   self.output:resizeAs(experts[1]):zero()
   for i, expert in ipairs(experts) do
      self.output:addcmul(expert, weight(gater, i, expert))
   end
   if d then self.output:set(self.output:select(d, 1)) end
   return self.output
end

local function gradientOfGater(self, gater, experts, gradOutput)
   local gradGater = (self.gradInput[1] or gater.new()):resizeAs(gater)
   self.gradInput[1] = gradGater
   for i, expert in ipairs(experts) do
      local product = torch.cmul(expert, gradOutput)
      if gater:dim() == 1 then
         gradGater[i] = product:sum()
      else
         gradGater:select(2, i):copy(product:view(gater:size(1), -1):sum(2))
      end
   end
end

function MixtureTable:updateGradInput(input, gradOutput)
   local gater, experts, d = parts(self, input)
   gradOutput = gradOutput:contiguous():view(experts[1]:size())
   gradientOfGater(self, gater, experts, gradOutput)
   local previous = self.gradInput[2]
   local gradExperts
   if d then
      local whole = (torch.isTensor(previous) and previous or gater.new())
         :resizeAs(input[2])
      self.gradInput[2], gradExperts = whole, whole:split(1, d)
   else
      gradExperts = type(previous) == 'table' and previous or {}
      self.gradInput[2] = gradExperts
   end
   for i, expert in ipairs(experts) do
      gradExperts[i] = gradExperts[i] or expert.new():resizeAs(expert)
      gradExperts[i]:resizeAs(expert):cmul(gradOutput, weight(gater, i, expert))
   end
   for i = #experts + 1, #gradExperts do gradExperts[i] = nil end
   return self.gradInput
end

function MixtureTable:type(name, tensorCache)
   if name then self.gradInput = {} end
   return Parent.type(self, name, tensorCache)
end

function MixtureTable:clearState()
   nn.utils.clear(self, 'output')
   self.gradInput = {}
   return self
end

return MixtureTable
