--- unpool.lua - the methods of SpatialMaxUnpooling and VolumetricMaxUnpooling.

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'
local Module = require 'nn.Module'

local methods = {}

--- poolingModule: runs before this layer, whose input has the shape of its output.
function methods:__init(poolingModule)
   Module.__init(self)
   if not torch.isTypeOf(poolingModule, self.kind) then
      expect.fail(self, 'poolingModule is %s, expected a %s',
         torch.type(poolingModule), self.kind)
   end
   self.pooling = poolingModule
end

--- Take over the indices of the pooling and the sizes of its input.
function methods:setParams()
   local pooling = self.pooling
   self.indices = pooling.indices
   for _, side in ipairs(self.sides) do self['o' .. side:sub(2)] = pooling[side] end
end

-- The indices and the sizes of the pooling's input, for an input alike.
local function check(self, name, tensor)
   self:setParams()
   expect.tensor(self, name, tensor, self.output)
   local indices = self.indices
   if not indices or indices:dim() == 0 or not self['o' .. self.sides[1]:sub(2)] then
      expect.fail(self, 'the pooling has no indices; call its forward first')
   end
   if not tensor:isSameSizeAs(indices) then
      expect.fail(self, '%s is %s but the indices of the pooling are %s', name,
         expect.describe(tensor), expect.describe(indices))
   end
   local sizes = tensor:size()
   for i, side in ipairs(self.sides) do
      sizes[#sizes - #self.sides + i] = self['o' .. side:sub(2)]
   end
   return indices, sizes
end

-- The dimensions of an image or a volume as one, the last.
local function flat(self, tensor)
   local lead = {}
   for d = 1, tensor:dim() - #self.sides do lead[d] = tensor:size(d) end
   table.insert(lead, -1)
   return tensor:contiguous():view(unpack(lead))
end

--- output has the sizes of the pooling's input.
function methods:updateOutput(input)
   local indices, sizes = check(self, 'input', input)
   self.output:resize(sizes):zero()
   local target = flat(self, self.output)
   cr.scatter(target, target:dim() - 1, flat(self, indices), flat(self, input))
   return self.output
end

function methods:updateGradInput(input, gradOutput)
   local indices, sizes = check(self, 'input', input)
   expect.tensor(self, 'gradOutput', gradOutput, self.output)
   if not gradOutput:isSameSizeAs(self.output) or not gradOutput:isSize(sizes) then
      expect.fail(self, 'gradOutput is %s but output is %s',
         expect.describe(gradOutput), expect.describe(self.output))
   end
   local places = flat(self, indices)
   cr.gather(self.gradInput, flat(self, gradOutput), places:dim() - 1, places)
   self.gradInput:resize(indices:size())
   return self.gradInput
end

--- Forget the results.
function methods:empty() return self:clearState() end

function methods:__tostring__()
   return ('%s associated to %s'):format(torch.type(self), tostring(self.pooling))
end

--- kind: the class of the pooling. sides: names of its fields with the sizes of its
-- input.
return function(Class, kind, sides)
   Class.kind, Class.sides = kind, sides
   for name, method in pairs(methods) do Class[name] = method end
end
