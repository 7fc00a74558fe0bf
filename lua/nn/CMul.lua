--- CMul.lua - y = w x, element by element, with learned weights of any shape.
--
--    local layer = nn.CMul(2)
--    layer.weight:copy(torch.Tensor{2, 3})
--    print(unpack(layer:forward(torch.Tensor{10, 10}):totable())) --> 20 30

local torch = require 'torch'
local expect = require 'nn.expect'

local CMul, Parent = torch.class('nn.CMul', 'nn.Module')

--- Sizes of the weights, or a LongStorage; those of 1 are repeated.
function CMul:__init(...)
   Parent.__init(self)
   self.size = torch.isStorage((...)) and (...) or torch.LongStorage { ... }
   self.weight, self.gradWeight = torch.Tensor(self.size), torch.Tensor(self.size)
   self.output:resize(self.size)
   self:reset()
end

--- Weights within stdv around 0, within 1 / sqrt of their number without.
function CMul:reset(stdv)
   stdv = stdv and stdv * math.sqrt(3) or 1 / math.sqrt(self.weight:nElement())
   self.weight:uniform(-stdv, stdv)
   self.gradWeight:zero()
end

-- A tensor of the weights' shape, expanded to that of the input.
local function expanded(self, tensor, input)
   expect.tensor(self, 'input', input, self.weight)
   if tensor:isSameSizeAs(input) then return tensor end
   if tensor:nElement() == input:nElement() then return tensor:viewAs(input) end
   local sizes, ndim = tensor:size():totable(), input:dim()
   if #sizes < ndim then table.insert(sizes, 1, 1) end
   local fits = #sizes == ndim
   for d = 1, fits and ndim or 0 do
      fits = fits and (sizes[d] == 1 or sizes[d] == input:size(d))
   end
   if not fits then
      expect.fail(self, 'input is %s, to which weights of %s cannot be expanded',
         expect.describe(input), table.concat(tensor:size():totable(), 'x'))
   end
   return tensor:view(torch.LongStorage(sizes)):expandAs(input)
end

function CMul:updateOutput(input)
   self.output:resizeAs(input):copy(input)
   self.output:cmul(expanded(self, self.weight, input))
   return self.output
end

function CMul:updateGradInput(input, gradOutput)
   self.gradInput:resizeAs(input):copy(gradOutput)
   self.gradInput:cmul(expanded(self, self.weight, input))
   return self.gradInput
end

-- Sum over the dimensions along which the weights were repeated.
local function reduced(value, weight, input)
   if value:nElement() == weight:nElement() then return value:view(weight:size()) end
   local sizes = weight:size():totable()
   if #sizes < input:dim() then table.insert(sizes, 1, 1) end
   for d = 1, #sizes do
      if sizes[d] == 1 and value:size(d) > 1 then value = value:sum(d) end
   end
   return value:contiguous():view(weight:size())
end

function CMul:accGradParameters(input, gradOutput, scale)
   local product = input.new():resizeAs(input):copy(input):cmul(gradOutput)
   self.gradWeight:add(scale or 1, reduced(product, self.weight, input))
end

function CMul:type(name, tensorCache)
   if name then self:clearState() end
   return Parent.type(self, name, tensorCache)
end

return CMul
