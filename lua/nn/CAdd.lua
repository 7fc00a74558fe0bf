--- CAdd.lua - y = x + b, element by element, with learned numbers of any shape.
--
--    local layer = nn.CAdd(2)
--    layer.bias:fill(5)
--    print(unpack(layer:forward(torch.Tensor{1, 2}):totable())) --> 6 7

local torch = require 'torch'
local expect = require 'nn.expect'

local CAdd, Parent = torch.class('nn.CAdd', 'nn.Module')

--- Sizes of b, or a LongStorage; those of 1 are repeated.
function CAdd:__init(...)
   Parent.__init(self)
   self.size = torch.isStorage((...)) and (...) or torch.LongStorage { ... }
   self.bias, self.gradBias = torch.Tensor(self.size), torch.Tensor(self.size)
   self.output:resize(self.size)
   self:reset()
end

--- b within stdv around 0, within 1 / sqrt of its number of elements without.
function CAdd:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.bias:nElement())
   self.bias:uniform(-stdv, stdv)
   self.gradBias:zero()
end

-- The sizes of b with as many dimensions as the input.
local function sizesFor(self, input)
   local sizes = self.bias:size():totable()
   if #sizes < input:dim() then table.insert(sizes, 1, 1) end
   local fits = #sizes == input:dim()
   for d = 1, fits and #sizes or 0 do
      fits = fits and (sizes[d] == 1 or sizes[d] == input:size(d))
   end
   if not fits then
      expect.fail(self, 'input is %s, to which a bias of %s cannot be expanded',
         expect.describe(input), table.concat(self.bias:size():totable(), 'x'))
   end
   return torch.LongStorage(sizes)
end

function CAdd:updateOutput(input)
   expect.tensor(self, 'input', input, self.bias)
   self.output:resizeAs(input):copy(input)
   if input:nElement() == self.bias:nElement() then
      self.output:add(self.bias)
   else
      self.output:add(self.bias:view(sizesFor(self, input)):expandAs(input))
   end
   return self.output
end

function CAdd:updateGradInput(_, gradOutput)
   self.gradInput:resizeAs(gradOutput):copy(gradOutput)
   return self.gradInput
end

function CAdd:accGradParameters(input, gradOutput, scale)
   local value = gradOutput
   if value:nElement() ~= self.bias:nElement() then
      local sizes = sizesFor(self, input)
      for d = 1, #sizes do
         if sizes[d] == 1 and value:size(d) > 1 then value = value:sum(d) end
      end
   end
   self.gradBias:add(scale or 1, value:contiguous():view(self.bias:size()))
end

return CAdd
