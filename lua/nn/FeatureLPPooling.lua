--- FeatureLPPooling.lua - the p-norm of windows over the features of a sample. Boureau,
-- Ponce, LeCun (2010), A theoretical analysis of feature pooling in visual recognition,
-- ICML.
--
--    local layer = nn.FeatureLPPooling(2, 2, 2)
--    print(unpack(layer:forward(torch.Tensor{3, 4, 0, 2}):totable())) --> 5 2

local torch = require 'torch'
local cr = require 'cbind'
local expect = require 'nn.expect'

local FeatureLPPooling, Parent = torch.class('nn.FeatureLPPooling', 'nn.Module')

--- width: features of a window. stride: its step. power: p. batch_mode: whether the first
-- dimension of an input is the batch.
function FeatureLPPooling:__init(width, stride, power, batch_mode)
   Parent.__init(self)
   self.width, self.stride, self.power = width, stride, power
   self.batch_mode = batch_mode and true or false
   expect.count(self, 'width', width)
   expect.count(self, 'stride', stride)
   if type(power) ~= 'number' or power <= 0 or power ~= power then
      expect.fail(self, 'power is %s, expected a number above 0', expect.describe(power))
   end
end

-- A tensor as N x F x H x W.
local function batch(self, name, tensor)
   expect.tensor(self, name, tensor, self.output)
   local least = self.batch_mode and 2 or 1
   if tensor:dim() < least or tensor:dim() > least + 2 then
      expect.fail(self, '%s is %s, expected %d to %d dimensions%s', name,
         expect.describe(tensor), least, least + 2,
         self.batch_mode and ', the first of them the batch' or '')
   end
   if not self.batch_mode then tensor = tensor:unsqueeze(1) end
   while tensor:dim() < 4 do tensor = tensor:unsqueeze(tensor:dim() + 1) end
   return tensor
end

-- A result in as many dimensions as the input has.
local function unbatch(self, result, input)
   local sizes, lead = input:size(), self.batch_mode and 0 or 1
   for d = 1, #sizes do sizes[d] = result:size(d + lead) end
   return result:resize(sizes)
end

--- input: F, F x H or F x H x W, with batch_mode of N samples each; output: P in the
-- place of F, where P = floor((F - width) / stride) + 1.
function FeatureLPPooling:updateOutput(input)
   cr.feature_pool(self.output, batch(self, 'input', input), self.width, self.stride,
      self.power)
   return unbatch(self, self.output, input)
end

function FeatureLPPooling:updateGradInput(input, gradOutput)
   cr.feature_pool_backward(self.gradInput, batch(self, 'input', input),
      batch(self, 'output', self.output), batch(self, 'gradOutput', gradOutput),
      self.width, self.stride, self.power)
   return unbatch(self, self.gradInput, input)
end

function FeatureLPPooling:__tostring__()
   return ('%s(%d, %d, %g)'):format(torch.type(self), self.width, self.stride, self.power)
end

return FeatureLPPooling
